"""What an instructor may call an assignment."""

import shutil
from pathlib import Path

import pytest
from class_folder import make
from fakes import LESSON, RIGHT

from grader.classroom import command
from grader.classroom.grading import Order
from grader.classroom.naming import find_assignment
from grader.learner import CourseError

NAMES = ["00_start_here", "03_dropout", "10_dropout", "hw1", "exam_"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("03_dropout", "03_dropout"),
        ("03", "03_dropout"),
        (" 3 ", "03_dropout"),
        ("0", "00_start_here"),
        ("10", "10_dropout"),
        ("Start_Here", "00_start_here"),
        ("HW1", "hw1"),
        ("exam", "exam_"),
    ],
)
def test_short_names(wanted, name):
    """Is an assignment found by number and topic, as a lesson is by `course reset`?"""
    assert find_assignment(NAMES, wanted) == name


@pytest.mark.parametrize("wanted", ["", " ", "_", "4", "dropou", "1"])
def test_nothing_is_meant(wanted):
    """Are those that there are named where none is meant?"""
    with pytest.raises(CourseError, match=r"No assignment .* There are: 00_start_here, 03_dropout"):
        find_assignment(NAMES, wanted)


def test_two_are_meant():
    """Is a name that is short for two refused, and the whole name of one taken?"""
    with pytest.raises(CourseError, match="03_dropout or 10_dropout"):
        find_assignment(NAMES, "dropout")
    assert find_assignment([*NAMES, "dropout"], "dropout") == "dropout"


@pytest.mark.parametrize("wanted", [LESSON, "00", "start_here"])
def test_course_grade_takes_them(tmp_path, wanted):
    """Is the assignment opened, with what was handed in, and its start not put off?"""
    course = make(tmp_path / "class", {"ada": RIGHT})
    _, assignment, handed = Order(course, wanted).open()
    assert assignment.name == LESSON
    assert [each.student for each in handed] == ["ada"]
    text = Path(course, "notebooks", LESSON, f"{LESSON}.ipynb").read_text()
    assert command._in_its_usual_place(course, wanted, None) == [text]
    shutil.rmtree(course / "submitted" / "ada")
    assert not command._in_its_usual_place(course, wanted, None)
