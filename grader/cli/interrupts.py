"""Ctrl-C waits until Python has done what must not be broken off: imports, and work on loggers.

Broken off, these may keep a lock of Python's for good, for which another thread then waits for
ever; or they swallow the interrupt, and the command goes on.
"""

import contextlib
import logging
import signal
import threading
from _thread import interrupt_main

AGAIN = 0.05
"""Seconds after which an interrupt that came too early comes again."""

NOT_THERE = (
    "<frozen importlib._bootstrap>",
    "<frozen importlib._bootstrap_external>",
    logging.__file__,
)
"""Files of code that is not interrupted, nor what it calls."""


@contextlib.contextmanager
def in_safe_places():
    """Have Ctrl-C interrupt the main thread, in this block, only where it leaves no lock taken."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before):  # a shell's background job ignores it
        yield
        return
    waiting = []

    def handle(number, frame):
        if not _is_busy(frame):
            return before(number, frame)
        timer = threading.Timer(AGAIN, _interrupt)
        timer.daemon = True
        timer.start()
        waiting[:] = [timer]

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        for timer in waiting:
            timer.cancel()


def _interrupt():
    if hasattr(signal, "pthread_kill"):  # it also wakes a thread that waits
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        interrupt_main()


def _is_busy(frame):
    """Whether a frame is part of what must not be interrupted."""
    while frame is not None:
        if frame.f_code.co_filename in NOT_THERE:
            return True
        frame = frame.f_back
    return False
