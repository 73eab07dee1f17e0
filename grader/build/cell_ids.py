"""Cell ids that stay as they are while other cells change."""

from collections import Counter

from grader.autograde.claims import grade_id
from grader.learner.text_ids import text_id


def assign_ids(lesson, cells):
    """Give each cell an id: its grade_id, else a digest of what it holds.

    A digest of lesson, type and text, and of how often the same text came before, does not
    depend on a cell's neighbors; the random ids of nbformat would differ in every build.

    Parameters
    ----------
    lesson : str
    cells : list of NotebookNode
        Changed in place.
    """
    seen = Counter()
    for cell in cells:
        text = (cell.cell_type, cell.source)
        cell.id = grade_id(cell) or text_id(lesson, cell, seen[text])
        seen[text] += 1
