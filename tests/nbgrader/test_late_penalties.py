"""Penalties for late work: an instructor's own policy, and whatever changed since the grading."""

import os
from datetime import timedelta

import nbformat
import pytest
from nbgrader.api import Gradebook
from outcomes import NOON, outcome, submission

from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
POLICY = """
from nbgrader.plugins import BasePlugin

class SubMarks(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {} * total_seconds_late / 86400
"""
"""As nbgrader's documentation has it: points for each day."""


class Class:
    """A class with one submission, a day late."""

    def __init__(self, root):
        self.root, self.modules = root, 0
        self.path = root / "nbgrader_config.py"
        self.plain = self.path.read_text()
        self.due(NOON)

    def due(self, when):
        """Set the due date in the gradebook, as formgrader does."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", "regularization") as opened:
            opened.update_or_create_assignment(LESSON, duedate=when)

    def policy(self, points):
        """Put a late policy into a file beside the configuration."""
        self.modules += 1  # in one process a module is imported once
        name = f"late_{os.getpid()}_{id(self)}_{self.modules}"
        (self.root / f"{name}.py").write_text(POLICY.format(points))
        self.configure(f'c.AssignLatePenalties.plugin_class = "{name}.SubMarks"')

    def configure(self, line):
        self.path.write_text(f"{self.plain}\n{line}\n")

    def score(self, timestamp=NOON + timedelta(1), graded=False):
        """What a run comes to: it grades, or finds that all is finished."""
        writer = Writer(open_course(self.root))
        if graded:
            writer.renew("ann", LESSON, timestamp, None)
        else:
            released = self.root / "notebooks" / LESSON / f"{LESSON}.ipynb"
            made = outcome(nbformat.read(released, as_version=4), 1.0)
            writer.save("ann", LESSON, made, submission(timestamp))
        found = writer.score("ann", LESSON), writer.penalty("ann", LESSON)
        writer.close()
        return found


@pytest.fixture
def course(folder):
    return Class(folder)


def test_a_policy_beside_the_configuration_is_found(course, tmp_path, monkeypatch):
    """Is nbgrader's documented plugin used, wherever the command was started?"""
    monkeypatch.chdir(tmp_path)
    course.policy(0.5)
    assert course.score() == (1.5, 0.5)


def test_a_finished_submission_has_the_penalty_of_now(course):
    """Does it follow the due date, the policy and the time, without grading?"""
    course.policy(0.5)
    assert course.score() == (1.5, 0.5)
    course.due(NOON + timedelta(2))
    assert course.score(graded=True) == (2.0, 0.0)
    course.due(NOON - timedelta(1))
    assert course.score(graded=True) == (1.0, 1.0)
    course.policy(0.25)
    assert course.score(graded=True) == (1.5, 0.5)
    course.configure("c.LateSubmissionPlugin.penalty_method = 'zero'")
    assert course.score(graded=True) == (0.0, 2.0)


def test_a_time_that_came_later_counts(course):
    """Is it in the gradebook, and beside the autograded notebook where formgrader looks?"""
    course.policy(0.5)
    assert course.score(timestamp=None) == (2.0, 0.0)
    assert course.score(graded=True) == (1.5, 0.5)
    stamp = course.root / "autograded" / "ann" / LESSON / "timestamp.txt"
    assert stamp.read_text() == f"{NOON + timedelta(1)} UTC\n"


@pytest.mark.parametrize("text", [None, "class SubMarks: pass", "1 / 0", "def ("])
def test_a_policy_that_cannot_be_used_is_one_sentence(course, text):
    """Is the module named that is missing or broken, instead of a traceback?"""
    course.policy(0.5)
    (module,) = course.root.glob("late_*.py")
    module.unlink() if text is None else module.write_text(text)
    with pytest.raises(CourseError, match=r"AssignLatePenalties cannot be used") as caught:
        course.score()
    assert "\n" not in str(caught.value)
