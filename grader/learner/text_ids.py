"""Ids of a lesson's cells that say what the cell holds."""

import hashlib

_LENGTH = 12
_MOST_ALIKE = 50
"""Cells of one text among which an id is looked for."""


def text_id(lesson, cell, number):
    """Id of a cell by its text.

    Parameters
    ----------
    lesson : str
    cell : NotebookNode
    number : int
        How many cells of the same kind and text are above it.
    """
    text = f"{lesson}\0{cell.cell_type}\0{cell.source}\0{number}"
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def is_as_released(lesson, cell):
    """Whether a cell's id belongs to its text: then nobody has edited it since the build."""
    numbers = range(_MOST_ALIKE)
    return any(cell.get("id") == text_id(lesson, cell, number) for number in numbers)
