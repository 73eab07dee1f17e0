"""Verdicts as they stand in a notebook's cells and in an outcome."""

from nbformat.v4 import new_output

from grader.lab.cards import verdict_card
from grader.status import NOT_JUDGED
from grader.verdict import Verdict, problem

FIELDS = ("exercise", "status", "score", "points", "message", "mistake")

NOT_RUN = "NotRun"
"""The error of a test that gives no points, whatever came of it."""


def none(exercise, reason, points):
    """The verdict, as plain data, on what could not be judged: no points, and the reason."""
    return _described(problem(exercise, reason, points))


def answered(verdict):
    """The verdict, as plain data, on what was left out, though there is an answer."""
    return _described(Verdict(**summary(verdict) | {"status": NOT_JUDGED}))


def _described(found):
    fields = {name: getattr(found, name) for name in FIELDS}
    return fields | {"text": repr(found), "html": verdict_card(found)}


def output(verdict, points):
    """The output of a check cell.

    Parameters
    ----------
    verdict : dict
        See `grader.scoring.judge_process.described`.
    points : float
        That the gradebook has for the cell. nbgrader takes no value for a cell without any.
    """
    data = {"text/plain": verdict["text"], "text/html": verdict["html"]}
    if not points:
        return new_output("display_data", data=data)
    return new_output("execute_result", data=data, execution_count=None)


def failure(reason):
    """The output of a test cell that was not run: without any, nbgrader gives all points."""
    return new_output("error", ename=NOT_RUN, evalue=reason, traceback=[reason])


def summary(verdict):
    """What an outcome tells of a verdict."""
    return {name: verdict[name] for name in FIELDS}
