"""What was killed leaves no process, and after the next start no folder with anybody's work."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import commands
import psutil
import pytest
from class_folder import COURSE, make
from fakes import LESSON

pytestmark = pytest.mark.slow

RIGHT = """
def standardize(x):
    return (x - x.mean(axis=0)) / np.maximum(x.std(axis=0), 1e-12)
"""
NEXT_START = "from grader.warm import private; private.make()"


@pytest.fixture
def place():
    """A folder with a short path, as sockets' are limited."""
    folder = Path(tempfile.mkdtemp(prefix="k"))
    yield folder
    shutil.rmtree(folder)


def kill(process, temporary):
    """Kill a process; return what is left of its family, and of its files after the next start."""
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    deadline = time.monotonic() + commands.PATIENCE
    while time.monotonic() < deadline and any(_runs(each) for each in family):
        time.sleep(0.1)
    variables = os.environ | {"TMPDIR": str(temporary)}
    subprocess.run([sys.executable, "-c", NEXT_START], env=variables, check=True)
    return [each for each in family if _runs(each)], list(temporary.iterdir())


def _runs(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_killed_run_leaves_nothing(place):
    """Are workers, warm parent, judge and kernel gone, and the student's folder with them?"""
    with commands.grading(place) as (process, temporary):
        assert list(temporary.glob("*/w*"))
        assert kill(process, temporary) == ([], [])


def test_a_killed_lab_leaves_nothing(place):
    """Are the kernel and the warm parent gone, and their sockets with them?"""
    with commands.lab(place, "a-secret") as (process, temporary, _):
        assert f"{place / 'modules'} on PYTHONPATH is passed over" in (place / "said").read_text()
        assert kill(process, temporary) == ([], [])


def test_a_run_in_odd_surroundings(place):
    """Is a class graded with brackets in its path, a long TMPDIR, and no home or runtime folder?"""
    course = make(place / "DL [2026] (A), 50 % & #1", {"ada": RIGHT})
    (temporary := place / ("t" * 90)).mkdir()
    variables = {
        "HOME": "/proc/nowhere",
        "TMPDIR": str(temporary),
        "XDG_RUNTIME_DIR": str(place / "gone"),
    }
    done = subprocess.run(
        [*COURSE, "grade", LESSON, "--course-dir", course, "--workers", "1"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    assert "1 of 1 submissions are graded" in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stderr  # matplotlib says where it keeps its cache instead
    assert list(temporary.iterdir()) == []
