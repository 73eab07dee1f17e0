"""Cells and notebooks that an assignment has no more, though there are grades for them."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from nbgrader.api import Comment, Grade, MissingEntry
from sqlalchemy.engine import make_url

from grader.autograde.claims import grade_id


def gone_cells(gradebook, assignment, notebooks):
    """Name the cells that a gradebook has and an assignment has not.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment : str
    notebooks : dict of str to NotebookNode
        The instructor's, by name, with all that nbgrader adds to them.

    Returns
    -------
    dict of str to list of str
        By notebook. None where nobody has handed anything in: nbgrader then drops them by itself.
    """
    found = {}
    for known in _known(gradebook, assignment):
        cells = notebooks[known.name].cells if known.name in notebooks else ()
        gone = {cell.name for cell in known.source_cells} - {grade_id(cell) for cell in cells}
        if gone and known.submissions:
            found[known.name] = sorted(gone)
    return found


def drop(gradebook, assignment, notebooks, gone):
    """Take cells out of a gradebook, with the grades and comments for them and no others.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment : str
    notebooks : dict of str to NotebookNode
        Those that stay; others go.
    gone : dict of str to list of str
        As `gone_cells` tells it.
    """
    for file, names in gone.items():
        _drop_cells(gradebook, gradebook.find_notebook(file, assignment), names)
    for file in {known.name for known in _known(gradebook, assignment)} - notebooks.keys():
        gradebook.remove_notebook(file, assignment)


def _known(gradebook, assignment):
    try:
        return list(gradebook.find_assignment(assignment).notebooks)
    except MissingEntry:
        return []


def _drop_cells(gradebook, notebook, names):
    session = gradebook.db
    kinds = (
        notebook.grade_cells,
        notebook.task_cells,
        notebook.solution_cells,
        notebook.source_cells,
    )
    for cell in [cell for kind in kinds for cell in kind if cell.name in names]:
        for rows in (Grade, Comment):
            for row in session.query(rows).filter(rows.cell_id == cell.id).all():
                session.delete(row)
        session.delete(cell)
    session.flush()
    session.expire_all()


def back_up(url):
    """Copy a gradebook that is a file, and say where the copy is; None for another one."""
    found = make_url(url)
    if found.get_backend_name() != "sqlite" or not found.database:
        return None
    target = Path(f"{found.database}.{datetime.now():%Y-%m-%dT%H-%M-%S}")
    target.touch(mode=0o600)
    with closing(sqlite3.connect(found.database)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target
