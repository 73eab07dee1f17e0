"""Ids of cells: optional in what is read, there in what is made."""

import copy
from itertools import count

MINOR = 5
"""Of the notebook format 4, the first one in which cells have ids."""


def fresh_ids(cells, prefix):
    """Make up ids that no cell has, the same ones each time.

    Parameters
    ----------
    cells : list of NotebookNode
    prefix : str

    Returns
    -------
    iterator of str
    """
    taken = {cell.get("id") for cell in cells}
    return (name for name in map(f"{prefix}-{{}}".format, count(1)) if name not in taken)


def with_ids(notebook):
    """Copy a notebook, and give an id to each cell that has none.

    Parameters
    ----------
    notebook : NotebookNode
        Of any format 4.

    Returns
    -------
    NotebookNode
        Of a format with ids.
    """
    notebook = copy.deepcopy(notebook)
    fresh = fresh_ids(notebook.cells, "cell")
    for cell in notebook.cells:
        if not cell.get("id"):
            cell["id"] = next(fresh)
    notebook["nbformat_minor"] = max(MINOR, notebook.get("nbformat_minor", MINOR))
    return notebook
