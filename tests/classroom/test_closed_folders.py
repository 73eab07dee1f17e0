"""A class's work and grades are closed to other accounts, and kept out of git."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from class_folder import ROOT

from grader.classroom import closing
from grader.learner import CourseError, doctor
from grader.nbgrader_plugin.course import open_course


@pytest.fixture(autouse=True)
def open_umask():
    """Files are made as open as most systems have it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A course directory, to which the folders above are no hindrance."""
    monkeypatch.setattr(closing, "_lets_in", lambda *_: True)  # pytest's own are closed
    (tmp_path / "solutions").mkdir(mode=0o700)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def modes(*paths):
    return [path.stat().st_mode & 0o7777 for path in paths]


def written(root):
    """All that grading writes to."""
    names = ("gradebook.db", "autograded", "feedback", "grades", ".course-seeds")
    return [root / name for name in names]


def test_what_grading_writes_to_is_closed(root):
    """Are gradebook and folders closed, those that were open before too?"""
    (root / "feedback").mkdir(mode=0o755)
    closing.close(open_course(root))
    assert modes(*written(root)) == [0o600, *4 * [0o700]]


def test_a_group_that_shares_the_course_is_not_shut_out(root):
    """Does nbgrader's `groupshared` leave the group's permissions as they are?"""
    with open(root / "nbgrader_config.py", "a") as file:
        file.write("c.CourseDirectory.groupshared = True\n")
    (root / "feedback").mkdir()
    (root / "feedback").chmod(0o2775)
    closing.close(open_course(root))
    gradebook, *folders = modes(*written(root))
    assert gradebook == 0o660
    assert folders == 4 * [0o2770]


def test_a_foreign_folder_stops_nothing(root, monkeypatch):
    """Is what this user may not change left to the doctor?"""
    (root / "feedback").mkdir(mode=0o755)

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    closing.close(open_course(root))
    assert root / "feedback" in closing.left_open(open_course(root))


def test_the_doctor_says_what_is_open(root):
    """Are they named, with the command that closes them, and is that command right?"""
    closing.close(open_course(root))
    (root / "submitted").mkdir()
    (root / "class list.csv").touch()
    with pytest.raises(CourseError, match=r"can reach submitted, class list\.csv in") as caught:
        doctor.check_closed(root)
    command = str(caught.value).partition("`")[2].partition("`")[0]
    assert command.startswith("chmod go-rwx ")
    subprocess.run(command, shell=True, check=True)
    assert "closed to other accounts" in doctor.check_closed(root)


def test_the_doctor_says_where_others_could_put_code(root):
    """Is a course named that others can write to, though all work in it is closed?"""
    closing.close(open_course(root))
    for path, mode in ((root / "nbgrader_config.py", 0o666), (root, 0o777)):
        usual = path.stat().st_mode
        path.chmod(mode)
        assert closing.left_open(open_course(root)) == [path]
        path.chmod(usual)
    assert closing.left_open(open_course(root)) == []


@pytest.mark.parametrize("name", ["nbgrader_config_local.py", "submissions.zip"])
def test_a_password_and_downloads_are_closed_too(root, name):
    """Are settings of one's own and what a platform gave out named?"""
    closing.close(open_course(root))
    (root / name).touch(mode=0o644)
    assert closing.left_open(open_course(root)) == [root / name]


def test_a_closed_folder_above_closes_all(root, monkeypatch):
    """Is nothing said of what nobody can get to?"""
    (root / "submitted").mkdir()
    assert closing.left_open(open_course(root))
    monkeypatch.undo()
    root.chmod(0o700)
    assert not closing.left_open(open_course(root))


def test_a_learner_is_told_nothing(root):
    """Is a course in which no class has been graded fine as it is?"""
    assert "No class has been graded" in doctor.check_closed(root)


@pytest.mark.parametrize(
    "path",
    [
        "grades/a.csv",
        "grades.csv",
        "roster.csv",
        "Class of 2026.csv",
        ".course-seeds/03_dropout",
        "downloaded/03/archive/a.zip",
    ],
)
def test_git_leaves_a_class_alone(path):
    """Can names, addresses and scores be committed by accident?"""
    if not (ROOT / ".git").exists():
        pytest.skip("This copy of the course is not a git repository.")
    command = ["git", "check-ignore", "--quiet", "--no-index", path]
    assert subprocess.run(command, cwd=ROOT).returncode == 0
