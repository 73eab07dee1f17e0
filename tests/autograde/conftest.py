"""The lesson as released, and a folder to hand something in."""

import signal

import nbformat
import pytest
from mangling import LESSON, NAME, ROOT, lay_out

from grader.autograde import read_submission


@pytest.fixture(autouse=True)
def watchdog():
    """End a test that a file blocks."""

    def stop(number, frame):
        raise AssertionError("reading blocked")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, previous)


@pytest.fixture(scope="session")
def lesson():
    """The released notebook of the lesson."""
    return nbformat.read(ROOT / "notebooks" / LESSON / NAME, as_version=4)


@pytest.fixture
def hand_in(tmp_path, lesson):
    """Hand in a folder's contents, get what the reader finds."""

    def hand_in(contents, **more):
        folder = tmp_path / "submitted" / "ada" / LESSON
        folder.mkdir(parents=True)
        lay_out(folder, contents)
        return read_submission(folder, LESSON, lesson, **more)

    return hand_in
