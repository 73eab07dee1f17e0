"""What came of scoring one submission."""

from dataclasses import dataclass

from nbformat import NotebookNode

ADDED = "added_later"
"""Metadata of a graded cell that came after the work was handed in: it counts in full."""


@dataclass(frozen=True)
class Outcome:
    """What came of scoring one submission, as plain data that travels between trusted processes.

    Attributes
    ----------
    notebook : NotebookNode
        As it ran. Every check cell has a verdict as its output, what was repaired stands in a first
        markdown cell, and the outputs of the student's process are capped and cleaned.
    verdicts : tuple of dict
        For each check cell `exercise`, `status`, `score`, `points`, `message` and `mistake`, as in
        `grader.verdict.Verdict`.
    seed : str
        From which the inputs of all checks follow.
    reason : str or None
        Why it was not graded, or ended early, as a sentence.
    seconds : float
        Wall time of it all.
    cell_seconds : float
        Wall time of its own cells.
    remarks : tuple of str
        What happened to the student's code, for student and instructor.
    """

    notebook: NotebookNode
    verdicts: tuple
    seed: str
    reason: str | None
    seconds: float
    cell_seconds: float
    remarks: tuple = ()
