"""How hard each exercise was, and how well it tells apart who understood from who did not."""

import math
import statistics
from dataclasses import dataclass

LOW = 0.2
"""A discrimination below this is marked: look at the question."""

FEWEST = 3
"""Students from which on a correlation is told."""


@dataclass(frozen=True)
class Item:
    """An exercise in numbers.

    Attributes
    ----------
    exercise : str
    maximum : float
    students : int
        Whose points are known.
    difficulty : float or None
        The mean share of the points, from 0 (nobody had any) to 1; None where nothing is known.
    discrimination : float or None
        The correlation of these points with those of all other exercises together that everybody
        counted here has points in.
    undefined : str
        Why there is no discrimination; empty where there is one.
    """

    exercise: str
    maximum: float
    students: int
    difficulty: float | None
    discrimination: float | None
    undefined: str = ""

    @property
    def low(self):
        """Whether the question should be looked at."""
        return self.discrimination is not None and self.discrimination < LOW


def analyze(lesson):
    """Difficulty and discrimination of each exercise that has points.

    Late penalties and extra credit play no part. What waits for a grade by hand is left out. While
    such grading is under way, the rest that an exercise is compared with is the sum of those
    exercises that all students counted have points in: a sum of other exercises for each student
    would tell who is graded already, and shares would tell whose exercises were the easier ones.

    Parameters
    ----------
    lesson : grader.classroom.report.lesson.Lesson

    Returns
    -------
    list of Item
    """
    rows = [_known(standing) for standing in lesson.standings.values()]
    return [_item(name, most, rows) for name, most in lesson.cells.items() if most > 0]


def _known(standing):
    """The points of each exercise that are known."""
    return {name: mark.given for name, mark in standing.marks.items() if mark.known}


def _item(name, most, rows):
    rows = [row for row in rows if name in row]
    points = [row[name] for row in rows]
    difficulty = statistics.fmean(points) / most if points else None
    found, why = _discrimination(name, rows)
    return Item(name, most, len(rows), difficulty, found, why)


def _discrimination(name, rows):
    """Pearson's correlation of an exercise with the rest, or why there is none."""
    points = [round(row[name], 9) for row in rows]
    others = set.intersection(*map(set, rows)) - {name} if rows else set()
    rest = [round(math.fsum(row[other] for other in others), 9) for row in rows]
    if len(points) < FEWEST:
        return None, f"undefined: fewer than {FEWEST} students"
    if not any(len(row) > 1 for row in rows):
        return None, "undefined: there is no other exercise"
    if not others:
        return None, "undefined: no other exercise is graded for all of these students"
    if len(set(points)) == 1:
        return None, "undefined: all have the same points"
    if len(set(rest)) == 1:
        return None, "undefined: all have the same points in the other exercises"
    return statistics.correlation(points, rest), ""
