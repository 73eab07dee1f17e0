"""The guard: ends a submission that takes too much, says why, and leaves nothing of it running."""

import contextlib
import threading
import time

import psutil

from grader.sandbox import usage
from grader.sandbox.policy import GIB, MIB

PERIOD = 0.2  # seconds between two looks
GRACE = 1.0  # seconds in which a process whose children were ended may end by itself
PATIENCE = 20.0  # seconds that the kernel gets to end everything


class NotEnded(Exception):
    """Something of a submission goes on running in spite of all."""


class Guard:
    """Watches a confined process in a thread, from ``with`` until the end of its block.

    However the block ends, all that the process started has ended after it.

    Parameters
    ----------
    pid : int
        The process that called `grader.sandbox.confinement.confine`.
    limits : grader.sandbox.policy.Limits
    work : path
        Its work folder.

    Attributes
    ----------
    reason : str or None
        Why the guard ended the submission, as "used more than 2 GiB of memory".
    """

    def __init__(self, pid, limits, work):
        self.limits = limits
        self.work = str(work)
        self.reason = None
        self._root = usage.find(pid)
        self._before = usage.own_memory()
        self._seen = set()
        self._started = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exception):
        self._stop.set()
        self._thread.join()
        self.end()

    def end(self):
        """End everything that the process started, and itself.

        Raises
        ------
        NotEnded
        """
        started, had_children = time.monotonic(), False
        while left := self._left():
            passed = time.monotonic() - started
            if passed > PATIENCE:
                raise NotEnded(f"{len(left)} processes of a submission cannot be ended")
            others = [process for process in left if process != self._root]
            had_children = had_children or bool(others)
            # Once its children have ended, the watcher tells its parent how, and ends by itself.
            for process in others if had_children and passed < GRACE else left:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
            time.sleep(0.01)

    def _left(self):
        self._seen.update(usage.tree(self._root))
        return [process for process in self._seen if usage.alive(process)]

    def _watch(self):
        while not self._stop.wait(PERIOD):
            processes = usage.tree(self._root)
            if not processes:
                return
            self._seen.update(processes)
            self.reason = self._too_much(processes)
            if self.reason:
                self.end()
                return

    def _too_much(self, processes):
        """What goes beyond the limits, in words, or None."""
        limits = self.limits
        try:
            if time.monotonic() - self._started > limits.wall:
                return f"took longer than {limits.wall:g} seconds"
            if len(processes) > limits.processes:
                return f"ran more than {limits.processes} processes at once"
            if usage.memory(processes, limits.memory) > limits.memory:
                return f"used more than {in_words(limits.memory)} of memory"
            if usage.own_memory() - self._before > limits.unread:
                return f"sent more than {in_words(limits.unread)} that nobody could read yet"
            if usage.processor_time(processes) > limits.cpu:
                return f"used more than {limits.cpu:g} seconds of processor time"
            return self._too_many_bytes(processes)
        except usage.Immeasurable as error:
            return str(error)
        except Exception as error:  # without limits it must not go on
            return f"could not be measured any more ({type(error).__name__}: {error})"

    def _too_many_bytes(self, processes):
        size, entries = usage.folder(self.work, self.limits.files)
        if entries > self.limits.files:
            return f"made more than {self.limits.files} files"
        if size + usage.nameless(processes) > self.limits.disk:
            return f"wrote more than {in_words(self.limits.disk)} of files"
        return None


def in_words(size):
    """A number of bytes as "50 MiB" or "2 GiB"."""
    return f"{size / GIB:g} GiB" if size >= GIB else f"{size / MIB:.3g} MiB"
