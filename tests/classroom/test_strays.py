"""What was handed in under the name of no assignment is said, and nothing else."""

import nbformat
import pytest
from fakes import LESSON, released
from nbformat.v4 import new_notebook

from grader.classroom.strays import told


@pytest.fixture
def course(tmp_path):
    """A released assignment, and a lesson in which nothing is graded."""
    for name, notebook in ((LESSON, released()), ("01_reading", new_notebook())):
        (tmp_path / "notebooks" / name).mkdir(parents=True)
        nbformat.write(notebook, tmp_path / "notebooks" / name / f"{name}.ipynb")
    return tmp_path


def say(course, *folders):
    """What is said where these were handed in."""
    for folder in folders:
        (course / "submitted" / folder).mkdir(parents=True)
    return told(course / "submitted", course / "notebooks")


def test_each_is_named_and_what_it_may_mean(course):
    """Is a wrong spelling named, another course's work, and a lesson without graded cells?"""
    said = say(course, "bob/00_Start_Here", "ada/hw1", f"ada/{LESSON}", "cem/01_reading")
    assert said == (
        "Handed in for no assignment that can be graded: ada/hw1, "
        "bob/00_Start_Here (is 00_start_here meant?), cem/01_reading."
    )


def test_many_are_counted(course):
    """Is it still one line?"""
    said = say(course, *(f"s{n}/hw\x1b{n}" for n in range(8)))
    assert said.endswith("s4/hw?4 and 3 more.")


def test_nothing_is_said_of_what_is_no_submission(course):
    """Are files, hidden folders and links left alone, and an empty folder?"""
    assert say(course, f"ada/{LESSON}", "ada/.git", ".trash/hw1") is None
    (course / "submitted" / "notes.txt").touch()
    (course / "submitted" / "ada" / "readme.txt").touch()
    (course / "submitted" / "ada" / "link").symlink_to(course)
    assert say(course) is None
    assert told(course / "nowhere", course / "notebooks") is None
