"""Short ways to make what a report is made of."""

from datetime import timedelta

from grader.classroom.report.lesson import Lesson
from grader.nbgrader_plugin.marks import Mark, Standing

EXERCISE = "dropout_forward"


def lesson_of(points, maximum):
    """A lesson from a table: the points of each student in each exercise.

    Parameters
    ----------
    points : dict of str to list of (float or Mark)
    maximum : dict of str to float
    """
    standings = {}
    for student, row in points.items():
        marks = {
            name: each if isinstance(each, Mark) else Mark(each, None, None, maximum[name], False)
            for name, each in zip(maximum, row, strict=True)
        }
        standings[student] = Standing(student, timedelta(0), 0.0, marks)
    return Lesson("lesson", {}, None, dict(maximum), standings, set(points))


def waiting(maximum):
    """A mark that a person has yet to give."""
    return Mark(None, None, None, maximum, True)
