"""Ctrl-C while Python does what must not be broken off."""

import logging
import signal
import sys
import time

import pytest

from grader.cli.interrupts import in_safe_places

SLOW = """
import os, signal, time
os.kill(os.getpid(), signal.SIGINT)
time.sleep(0.2)
done = True
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """The name of a module that is interrupted while it is imported."""
    (tmp_path / "interrupted_module.py").write_text(SLOW)
    monkeypatch.syspath_prepend(tmp_path)
    yield "interrupted_module"
    sys.modules.pop("interrupted_module", None)


@pytest.fixture(autouse=True)
def as_in_a_terminal():
    """Heed Ctrl-C even if the tests run in a shell's background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def wait_after(work, argument):
    """Do something, then wait; whoever is interrupted there is told at once."""
    work(argument)
    begun = time.monotonic()
    try:
        time.sleep(10)
    finally:
        assert time.monotonic() - begun < 5


def test_an_import_is_finished_first(module):
    """Does the interrupt come right after it, and not get lost?"""
    with in_safe_places():
        with pytest.raises(KeyboardInterrupt):
            wait_after(__import__, module)
        assert sys.modules[module].done


def test_a_message_is_logged_first():
    """Is a logger's lock free after an interrupt?"""

    class Interrupted(logging.Handler):
        done = False

        def emit(self, record):
            signal.raise_signal(signal.SIGINT)
            self.done = True

    logger, handler = logging.getLogger("interrupted"), Interrupted()
    logger.addHandler(handler)
    with in_safe_places(), pytest.raises(KeyboardInterrupt):
        wait_after(logger.error, "a message")
    assert handler.done


def test_anything_else_is_interrupted_at_once():
    """Is the usual handler asked, and there again after the block?"""
    with in_safe_places(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_ignores_it_goes_on_to(module):
    """Does a job in a shell's background stay uninterrupted?"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with in_safe_places():
        __import__(module)
        time.sleep(0.2)
    assert sys.modules[module].done
