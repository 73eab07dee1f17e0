"""What nbgrader overrides submissions with: cells by the gradebook, files by the source folder."""

import os
from pathlib import Path

from nbgrader import utils
from nbgrader.api import MissingEntry

from grader.learner import CourseError
from grader.scoring.master import Cell, Master

MOST = 32 * 2**20
"""Bytes of all files beside a notebook: each submission takes them along."""


def read_master(course, book, assignment, file=""):
    """Read what an assignment is graded with.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    book : grader.nbgrader_plugin.gradebook.Book
    assignment : str
    file : str
        Its notebook, where that has another name.

    Returns
    -------
    grader.scoring.master.Master
        Without cells where the gradebook does not know the assignment.

    Raises
    ------
    CourseError
        The gradebook cannot be used, or there is far too much beside the notebook.
    """
    files = _files(course, assignment)
    with book.reading() as gradebook:
        try:
            notebook = gradebook and gradebook.find_notebook(file or assignment, assignment)
        except MissingEntry:
            notebook = None
        return Master(_cells(notebook) if notebook else {}, files)


def _cells(notebook):
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    return {
        cell.name: Cell(
            cell.source if cell.locked else None,
            None if points.get(cell.name) is None else float(points[cell.name]),
            cell.checksum,
        )
        for cell in notebook.source_cells
    }


def _files(course, assignment):
    """The files that nbgrader would put beside each submission's notebook."""
    folder = Path(course.format_path(course.source_directory, ".", assignment)).resolve()
    kept = course.parent.config.Autograde.get("exclude_overwriting", {}).get(assignment, [])
    files = {}
    for name in sorted(utils.find_all_files(str(folder), [*course.ignore, "*.ipynb"])):
        path = os.path.relpath(name, folder).replace(os.sep, "/")
        if path not in kept:
            files[path] = Path(name).read_bytes()
    if sum(map(len, files.values())) > MOST:
        raise CourseError(
            f"The files beside the notebook in {folder} have more than {MOST // 2**20} MiB, which "
            "each submission takes along: move away what grading can do without."
        )
    return files
