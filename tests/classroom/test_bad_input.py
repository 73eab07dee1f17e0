"""Bad input gets one clear sentence, and nothing changes."""

import errno
import fcntl
import gc
import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys

import pytest
from class_folder import make
from fakes import LESSON, RIGHT, FakeScoring
from rich.console import Console

from grader.classroom import cluster, command, dask_settings, grading, locking, starting
from grader.classroom.locking import NAME, alone
from grader.classroom.work import Scoring
from grader.learner import CourseError

HOLDER = """
import sys
from pathlib import Path
from grader.classroom.locking import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def course(tmp_path):
    """A course directory with one submission."""
    return make(tmp_path / "class", {"ada": RIGHT})


@pytest.fixture
def refusal(course, processes):
    """What is said when a class cannot be graded, of which nothing changes."""

    def refuse(assignment=LESSON, **changes):
        options = {"scheduler": processes.scheduler.address, "sandbox": False} | changes
        order = grading.Order(options.pop("root", course), assignment, **options)
        before = snapshot(course)
        with pytest.raises(CourseError) as caught:
            grading.grade(order, Console(file=io.StringIO()), FakeScoring(str(course)))
        assert snapshot(course) == before
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refuse


@pytest.fixture
def impatient(monkeypatch):
    """Nobody comes: a second is long enough to find out."""
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    monkeypatch.setitem(dask_settings.SETTINGS, "distributed.comm.timeouts.connect", 1)


def snapshot(root):
    """Every file below a folder."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if "__pycache__" not in path.parts}


def test_unknown_assignment(refusal):
    """Is an assignment that was never released named, with those that were?"""
    said = refusal("03_drpout")
    assert "03_drpout" in said
    assert LESSON in said


def test_no_submissions(refusal, course, tmp_path):
    """Is it said where submissions were looked for?"""
    shutil.rmtree(course / "submitted" / "ada")
    assert str(course / "submitted") in refusal()
    shutil.rmtree(course / "submitted")
    assert "--submitted" in refusal()
    assert "elsewhere" in refusal(submitted=tmp_path / "elsewhere")


def test_unknown_student(refusal):
    """Is whoever is to be graded again, and handed in nothing, named with what was expected?"""
    assert "--student adda" in refusal(again=True, students=("ada", "adda"))


def test_a_student_without_again(course):
    """Is it said that one option goes with the other?"""
    with pytest.raises(CourseError, match="add --again"):
        command.run(LESSON, course, None, None, None, True, None, False, ("ada",))


def test_no_course(refusal, tmp_path):
    """Is a folder refused that is no course directory?"""
    assert "nbgrader_config.py" in refusal(root=tmp_path)


def test_spoilt_release(refusal, course):
    """Is a released notebook refused that is none?"""
    (course / "notebooks" / LESSON / f"{LESSON}.ipynb").write_text("{")
    assert "release it again" in refusal()


def test_gradebook_is_none(refusal, course):
    """Is a gradebook refused that is no database?"""
    (course / "gradebook.db").write_text("This is no database. " * 100)
    assert "gradebook" in refusal()


def test_gradebook_in_use(refusal, course):
    """Is a gradebook refused that another process holds?"""
    with sqlite3.connect(course / "gradebook.db") as other:
        other.execute("CREATE TABLE course (id VARCHAR)")
        other.commit()
        other.execute("BEGIN EXCLUSIVE")
        assert "gradebook" in refusal()
        other.rollback()


@pytest.mark.usefixtures("impatient")
def test_no_scheduler(refusal):
    """Is it said, within seconds, that nobody listens?"""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert address in refusal(scheduler=address)
    assert "nonsense" in refusal(scheduler="nonsense://x")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:1"])
def test_nothing_is_left_to_the_garbage_collector(refusal, address):
    """Is what could not reach a scheduler closed, lest that be done while another one starts?"""
    from distributed import Client

    known = [id(each) for each in gc.get_objects() if isinstance(each, Client)]
    refusal(scheduler=address)
    clients = [each for each in gc.get_objects() if isinstance(each, Client)]
    assert all(each.status == "closed" for each in clients if id(each) not in known)


def test_no_workers(refusal):
    """Is a scheduler refused that has nobody to work?"""
    from distributed import LocalCluster

    quiet = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=0, scheduler_kwargs=quiet) as empty:
        assert "has no workers" in refusal(scheduler=empty.scheduler_address)


def test_workers_of_another_version(refusal, monkeypatch):
    """Are workers refused whose package is not the one of this machine?"""
    monkeypatch.setattr(starting, "digest_of_code", lambda: b"another")
    assert "install the same one everywhere" in refusal()


def test_no_sandbox(refusal, monkeypatch):
    """Is it refused to run students' code where it cannot be confined?"""
    monkeypatch.setattr(starting, "missing", lambda findings: "There is none here.")
    monkeypatch.setattr(starting, "probe", tuple)
    assert refusal(scheduler=None, sandbox=True, workers=1) == "There is none here."


def test_two_at_once(refusal, course, monkeypatch):
    """Does a second run refuse, and not once the first has been killed?"""
    monkeypatch.setattr(locking, "PATIENCE", 1.0)
    command = [sys.executable, "-c", HOLDER, course]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout.readline() == b"held\n"
        assert "Another" in refusal()
        first.kill()
    assert (course / NAME).exists()
    with alone(course):
        pass
    assert not (course / NAME).exists()


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_locks(course, monkeypatch, code):
    """Is the folder named?"""

    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(CourseError, match="knows no locks") as caught, alone(course, LESSON):
        pass
    assert str(caught.value).startswith(f"{course} ")


@pytest.mark.parametrize("assignment", ["nope", "00_start_here"])
def test_nothing_is_started_for_nothing(course, tmp_path, monkeypatch, assignment):
    """Is what can be seen at once said without TensorFlow's import?"""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(Scoring, "begin", lambda *_: pytest.fail("a warm parent was started"))
    monkeypatch.setattr(grading, "grade", lambda *_: pytest.fail("workers were started"))
    with pytest.raises(CourseError, match=r"No assignment|There is no submission"):
        command.run(assignment, course, tmp_path / "elsewhere", None, None, True, None)
