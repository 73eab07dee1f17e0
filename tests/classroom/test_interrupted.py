"""Ctrl-C ends a run in one sentence, whatever it was about to start."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from class_folder import COURSE, make
from fakes import LESSON, RIGHT

from grader.classroom.command import INTERRUPTED

pytestmark = pytest.mark.slow


PATIENCE = 60


@pytest.fixture
def temporary():
    """A temporary folder with a path short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="i"))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("begun", ["course_*/s", "course_*/listener-*"])
def test_stopped(tmp_path, temporary, begun):
    """Is nothing printed but what comes next, and nothing left, with a parent and with workers?"""
    course = make(tmp_path / "class", {"ada": RIGHT})
    environment = os.environ | {"TMPDIR": str(temporary)}
    with subprocess.Popen(
        [*COURSE, "grade", LESSON, "--course-dir", course],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        text=True,
        start_new_session=True,
        preexec_fn=_as_in_a_terminal,
    ) as command:
        deadline = time.monotonic() + PATIENCE
        while not list(temporary.glob(begun)) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does
        try:
            said, _ = command.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(command.pid, signal.SIGKILL)  # else leaving this block would wait for ever
            raise
    assert command.returncode == INTERRUPTED
    assert said == "Stopped. What is finished is kept; the same command goes on from there.\n"
    assert {path.name for path in temporary.iterdir()} == set()
    assert not (course / "autograded" / "ada").exists()


def _as_in_a_terminal():
    """Heed Ctrl-C even if the tests run in a shell's background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
