"""Ctrl-C ends a run in one sentence, whatever it was about to start."""

import os
import signal
import subprocess
import time

import pytest
from class_folder import COURSE, make
from fakes import LESSON, RIGHT

from grader.classroom.command import INTERRUPTED

pytestmark = pytest.mark.slow


PATIENCE = 60


@pytest.mark.parametrize("begun", ["course-*/s", "pymp-*"])
def test_stopped(tmp_path, begun):
    """Is nothing printed but what comes next, and nothing left, with a parent and with workers?"""
    course, temporary = make(tmp_path / "class", {"ada": RIGHT}), tmp_path / "t"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary), "XDG_RUNTIME_DIR": ""}
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
        said, _ = command.communicate(timeout=PATIENCE)
    assert command.returncode == INTERRUPTED
    assert said == "Stopped. What is finished is kept; the same command goes on from there.\n"
    assert {path.name for path in temporary.iterdir()} <= {"dask-scratch-space"}
    assert not (course / "autograded").exists()


def _as_in_a_terminal():
    """Heed Ctrl-C even if the tests run in a shell's background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
