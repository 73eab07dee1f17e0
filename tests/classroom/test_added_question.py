"""A question that a person grades, and that came after the work was handed in."""

import os
from datetime import UTC, timedelta

import nbformat
import pytest
from fakes import LESSON
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from test_first_release import NOW, Class

POINTS = 3
MARK = {"schema_version": 3, "locked": False, "points": POINTS, "grade_id": "why"}
KINDS = {
    "question": MARK | {"grade": True, "solution": True, "task": False},
    "task": MARK | {"grade": False, "solution": False, "task": True},
}


class WithQuestion(Class):
    """A class of one, whose lesson gets a question."""

    def ask(self, kind):
        """Put a question of this kind into source and release."""
        for folder in ("solutions", "notebooks"):
            path = self.root / folder / LESSON / f"{LESSON}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            marked = {"nbgrader": dict(KINDS[kind])}
            notebook.cells.append(new_markdown_cell("Why?", id="why", metadata=marked))
            nbformat.write(notebook, path)
            os.utime(path, (NOW.replace(tzinfo=UTC).timestamp(),) * 2)

    def book(self):
        """The gradebook."""
        return Gradebook(f"sqlite:///{self.root}/gradebook.db", "regularization")

    def grade_of(self):
        """The question's points, whether somebody has to look at it, and the comment."""
        with self.book() as gradebook:
            place = ("why", LESSON, LESSON, "ada")
            grade, comment = gradebook.find_grade(*place), gradebook.find_comment(*place)
            return grade.score, grade.needs_manual_grade, comment.comment or ""


@pytest.fixture
def group(tmp_path):
    """The class, whose first release is noted."""
    made = WithQuestion(tmp_path / "class")
    made.note()
    return made


@pytest.mark.parametrize("graded_before", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_it_counts_in_full_for_who_handed_in_before(group, kind, graded_before):
    """Are its points there, graded before or not, in every run, and does feedback say why?"""
    group.hand_in(NOW - timedelta(hours=1))
    if graded_before:
        assert group.points()[0] == 2
    group.ask(kind)
    for _ in range(2):
        assert group.points()[0] == 2 + POINTS
        score, waits, comment = group.grade_of()
        assert (score, waits) == (POINTS, False)
        assert "added after you handed in" in comment


def test_the_instructor_is_told(group):
    """Does the table of students say whose points these are?"""
    group.hand_in(NOW - timedelta(hours=1))
    group.ask("question")
    _, record = group.points()
    assert "why came after the work was handed in: it counts in full." in record.notices


@pytest.mark.parametrize("kind", KINDS)
def test_it_does_not_for_who_handed_in_afterwards(group, kind):
    """Does deleting its cell gain nothing?"""
    group.ask(kind)
    group.hand_in(NOW + timedelta(hours=1))
    assert group.points()[0] == 2
    assert group.grade_of()[0] == 0


def test_points_by_hand_count_before_them(group):
    """Do a person's points stay in later runs?"""
    group.hand_in(NOW - timedelta(hours=1))
    group.ask("question")
    group.points()
    with group.book() as gradebook:
        gradebook.find_grade("why", LESSON, LESSON, "ada").manual_score = 1
        gradebook.db.commit()
    assert group.points()[0] == 3


def test_a_late_penalty_is_that_of_all_points(group):
    """Is the penalty worked out when these points are there?"""
    (group.root / "late.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class Half(BasePlugin):\n"
        "    def late_submission_penalty(self, student, score, late):\n"
        "        return score / 2\n"
    )
    config = group.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.AssignLatePenalties.plugin_class = 'late.Half'\n")
    group.hand_in(NOW - timedelta(hours=1))
    group.points()
    with group.book() as gradebook:
        gradebook.find_assignment(LESSON).duedate = NOW - timedelta(hours=2)
        gradebook.db.commit()
    group.ask("question")
    assert group.points()[0] == (2 + POINTS) / 2
