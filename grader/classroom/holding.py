"""A regrade takes nothing away: what the same work earned before, it keeps.

Checks are repaired and exercises added while a class is at work. Nobody who handed in before has
fewer points for that, unless the instructor says so.
"""

import copy
from dataclasses import dataclass, replace
from itertools import takewhile

from nbformat.v4 import new_output
from nbgrader import utils

from grader.autograde.answers import WAS_MISSING
from grader.scoring.outcome import ADDED

LATER = "came after the work was handed in: it counts in full."
WORDS = "This exercise was added after you handed in your work: its points are yours."


@dataclass(frozen=True)
class Held:
    """A score that is as it was before.

    Attributes
    ----------
    cell : str
        nbgrader's id of the check, or of the answer that a person grades.
    score, now : float
        What counts, and what it would be now.
    added, by_hand : bool
        Whether it came after the work was handed in, and whether a person grades it.
    """

    cell: str
    score: float
    now: float
    added: bool = False
    by_hand: bool = False


def hold(before, outcome, may_lower=False, repairs=(), later=frozenset()):
    """Keep what the same work earned before, and count what it could not have.

    Parameters
    ----------
    before : NotebookNode or None
        As it was graded before.
    outcome : grader.scoring.outcome.Outcome
        As it has been graded now.
    may_lower : bool
        Whether a check may give fewer points than before.
    repairs : sequence of str
        What was done to the submission: an exercise counts in full only where the student's own
        notebook has no cell for it.
    later : set of str
        Graded cells that were first released after the work was handed in.

    Returns
    -------
    grader.scoring.outcome.Outcome
    tuple of Held
    """
    same = before is not None and is_same_work(before, outcome.notebook)
    if not same and not later:
        return outcome, ()
    outcome, held = _copied(outcome), []
    known = {_id(cell): cell for cell in before.cells if _is_graded(cell)} if same else {}
    for cell in filter(_is_graded, outcome.notebook.cells):
        now, most = _scores(cell)
        is_new = _id(cell) in later or (same and _id(cell) not in known)
        if is_new and now == 0 and most and _is_missing(cell, outcome.notebook, repairs):
            held.append(_count_in_full(cell, now, most))
        elif _id(cell) in known:
            held += _kept(known[_id(cell)], cell, may_lower)
    return _told(outcome, held), tuple(held)


def _kept(old, cell, may_lower):
    """Have a check give what it gave before, where that is more; as a list of one or none."""
    (score, of), (now, most) = _scores(old), _scores(cell)
    is_added = old.metadata.get(ADDED, False)
    if of != most or score <= now or (may_lower and not is_added):
        return []
    cell.metadata[ADDED] = is_added
    if _is_checked(cell):
        cell.outputs = old.outputs
    return [Held(_id(cell), score, now, is_added, not _is_checked(cell))]


def _scores(cell):
    """The points of a graded cell, and those to be had; a person's grade is not asked for."""
    if _is_checked(cell):
        return utils.determine_grade(cell)
    most = float(cell.metadata["nbgrader"].get("points", 0))
    return (most if cell.metadata.get(ADDED, False) else 0.0), most


def _is_missing(check, notebook, repairs):
    """Whether the student's own notebook has no cell for the answer that a check is about.

    A task has no cell for an answer: only the time tells whether a student had it.
    """
    if utils.is_task(check):
        return True
    if _is_answer(check):
        return WAS_MISSING.format(_id(check)) in repairs
    above = takewhile(lambda cell: cell is not check, notebook.cells)
    asked = [_id(cell) for cell in above if _is_answer(cell)]
    own = _id(check).removesuffix("_check")
    name = own if own in asked else (asked or [own])[-1]
    return WAS_MISSING.format(name) in repairs


def credit(outcome):
    """Count a notebook in full that came after the work was handed in.

    Parameters
    ----------
    outcome : grader.scoring.outcome.Outcome
        Of a notebook that the student has not handed in.

    Returns
    -------
    grader.scoring.outcome.Outcome
    tuple of Held
    """
    outcome, held = _copied(outcome), []
    for cell in filter(_is_graded, outcome.notebook.cells):
        now, most = _scores(cell)
        if most:
            held.append(_count_in_full(cell, now, most))
    return _told(outcome, held), tuple(held)


def _copied(outcome):
    return replace(outcome, notebook=copy.deepcopy(outcome.notebook))


def _told(outcome, held):
    """An outcome whose verdicts agree with what is held."""
    kept = {each.cell.removesuffix("_check"): each.score for each in held}
    verdicts = (_as_it_was(verdict, kept) for verdict in outcome.verdicts)
    return replace(outcome, verdicts=tuple(verdicts))


def is_same_work(before, now):
    """Whether all answers that both notebooks ask for are the same."""
    answers = {_id(cell): cell.source for cell in before.cells if _is_answer(cell)}
    both = [cell for cell in now.cells if _is_answer(cell) and _id(cell) in answers]
    return bool(both) and all(cell.source == answers[_id(cell)] for cell in both)


def _as_it_was(verdict, kept):
    """A verdict with the score that counts."""
    if verdict["exercise"] not in kept:
        return verdict
    score = kept[verdict["exercise"]]
    status = "passed" if score == verdict["points"] else "partial"
    return verdict | {"score": score, "status": status, "mistake": None}


def _count_in_full(cell, now, most):
    """Have a cell that came later give all its points; returns what is held."""
    checked = _is_checked(cell)
    if checked:
        data = {"text/plain": repr(most), "text/html": f"<p>{WORDS}</p>"}
        cell.outputs = [new_output("execute_result", data, execution_count=None)]
    cell.metadata[ADDED] = True
    return Held(_id(cell), most, now, added=True, by_hand=not checked)


def _is_graded(cell):
    return utils.is_grade(cell) or utils.is_task(cell)


def _is_checked(cell):
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


def _is_answer(cell):
    return utils.is_solution(cell)


def _id(cell):
    return cell.metadata["nbgrader"]["grade_id"]
