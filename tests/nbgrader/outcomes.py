"""Outcomes made by hand, for tests of what is done with them."""

import copy
from datetime import datetime

from nbformat.v4 import new_output

from grader.lab.cards import verdict_card
from grader.scoring.outcome import Outcome
from grader.scoring.submission import Submission
from grader.verdict import Verdict

NOON = datetime(2026, 3, 4, 12)


def is_check(cell):
    """Whether a cell is graded."""
    return cell.metadata.get("nbgrader", {}).get("grade", False)


def outcome(released, share, message="", change=None):
    """A notebook each of whose checks earned a share of its points; `change` may edit its cells."""
    notebook = copy.deepcopy(released)
    if change is not None:
        change(notebook)
    for cell in filter(is_check, notebook.cells):
        points = float(cell.metadata.nbgrader.points)
        status = "passed" if share == 1 else "failed"
        verdict = Verdict("standardize", status, share * points, points, message, printed=message)
        data = {"text/plain": str(verdict.score), "text/html": verdict_card(verdict)}
        cell.outputs = [new_output("execute_result", data)]
    return Outcome(notebook, (), 1, None, 1.0, 1.0)


def submission(timestamp=NOON):
    """A submission that was handed in at some time."""
    return Submission(None, (), None, timestamp, "digest")
