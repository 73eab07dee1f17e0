"""`nbgrader autograde` refuses the submissions that `course grade` refuses, in the same words."""

import os
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
URL = "sqlite:///{}/gradebook.db"
UNDECIDED = ("bob", "bob ")
"""Ids that look alike, neither of which is in the gradebook."""


def ask(folder, *command, **variables):
    """Run a command there; its exit code, and what it said."""
    told = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    return told.returncode, told.stdout + told.stderr


@pytest.fixture
def said(folder):
    """What nbgrader says of look-alikes, an id that is none and a link."""
    (folder / "elsewhere" / LESSON).mkdir(parents=True)
    for student in ("Ada", "ada", "a<b", *UNDECIDED):
        (folder / "submitted" / student / LESSON).mkdir(parents=True)
    (folder / "submitted" / "eve").symlink_to(folder / "elsewhere")
    with Gradebook(URL.format(folder), "regularization") as book:
        book.add_student("Ada")
    code, said = ask(folder, "-m", "nbgrader", "autograde", LESSON)
    assert code == 1
    assert "Traceback" not in said
    return said


def test_what_cannot_be_graded_is_named_and_not_written_down(folder, said):
    """Has nobody points whose folder is a link, no id or looks like an enrolled student's?"""
    assert "The folder 'ada' looks like 'Ada', who is in the gradebook: rename the folder" in said
    assert "eve: The student's folder is a link: put a folder there." in said
    assert "'a<b' is no id for a student" in said
    assert "Not graded: a<b, ada, eve. The log says why." in said
    with Gradebook(URL.format(folder), "regularization") as book:
        graded = {each.student.id for each in book.assignment_submissions(LESSON)}
    assert graded == {"Ada", *UNDECIDED}


def test_look_alikes_that_the_roster_does_not_tell_apart_are_named(said):
    """Does the instructor hear of both, as in the table?"""
    for student, other in (UNDECIDED, UNDECIDED[::-1]):
        assert f"{student}: Looks like {other!r}: is that the same student?" in said


def test_without_docstrings_nothing_is_started(folder):
    """Does nbgrader's command say the sentence that `course grade` says?"""
    (folder / "submitted" / "ada" / LESSON).mkdir(parents=True)
    code, said = ask(folder, "-m", "nbgrader", "autograde", LESSON, PYTHONOPTIMIZE="2")
    assert code == 1
    assert "Python was started without docstrings" in said
    assert "Traceback" not in said
    assert not (folder / "autograded").exists()
