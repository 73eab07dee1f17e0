"""Graded cells that call `check` and do more: both have to be right."""

from nbformat.v4 import new_output

from grader.scoring import verdicts
from grader.scoring.own_tests import allowed

UNREADABLE = (
    "This cell calls check(...) in a way that cannot be judged from outside, so it gives no "
    "points: name the answer, as in check(double), and the exercise at most."
)


def conclude(asks, ran, points, ask):
    """What comes of a cell that was run in the student's kernel, where `check` judges nothing.

    Each answer has an equal part of the points, of which the rest of the cell may leave less.

    Parameters
    ----------
    asks : tuple of tuple of str
        As `grader.scoring.plan.Step` has them.
    ran : list of NotebookNode
        Outputs of the cell.
    points : float
        To be had.
    ask : callable
        ``ask(exercise, name, points)`` gives the judge's verdict as plain data.

    Returns
    -------
    list of dict
        The verdicts.
    list of NotebookNode
        The cell's outputs, of which nbgrader reads the points.
    """
    if not asks:
        return [], [verdicts.failure(UNREADABLE), *map(_shown, ran)]
    most, reason = allowed(ran, points)
    each = points / len(asks)
    if reason:
        found = [verdicts.none(exercise, reason, each) for exercise, _ in asks]
    else:
        found = [ask(exercise, name, each) for exercise, name in asks]
    had = sum(verdict["score"] for verdict in found)
    if had > most:
        found = [verdict | {"score": verdict["score"] * most / had} for verdict in found]
    *others, last = found
    told = verdicts.output(last | {"text": f"{min(had, most):.10g}"}, points)
    return found, [*(verdicts.output(other, 0) for other in others), told, *map(_shown, ran)]


def _shown(output):
    """An output as one of which nbgrader reads no points."""
    if output.output_type != "execute_result":
        return output
    return new_output("display_data", data=output.data, metadata=output.metadata)
