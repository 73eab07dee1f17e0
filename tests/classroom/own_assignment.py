"""A course directory with an assignment of one's own: some exercises, and what a class answered."""

import shutil

import nbformat
from class_folder import ROOT
from nbformat.v4 import new_code_cell, new_notebook

POINTS = 3
"""Of each exercise's cell."""


def make(root, name, imports, answers, students):
    """Make it.

    Parameters
    ----------
    root : pathlib.Path
    name : str
        Of the assignment.
    imports : str
        The first cell.
    answers : dict of str to str
        The answer to each exercise, which every student hands in.
    students : list of str
    """
    cells = [new_code_cell(f"{imports}\nfrom grader import check", id="imports")]
    for exercise in answers:
        cells += [
            graded("raise NotImplementedError", exercise, solution=True),
            graded(f"check({exercise})", f"{exercise}_check", points=POINTS),
        ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    folders = [root / folder / name for folder in ("solutions", "notebooks")]
    for folder in folders:
        write(notebook, folder, name)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for cell in cells:
        cell.source = answers.get(cell.id, cell.source)
    for student in students:
        write(notebook, root / "submitted" / student / name, name)


def write(notebook, folder, name):
    """Write a notebook into a new folder."""
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{name}.ipynb")


def graded(text, name, points=0, solution=False):
    """A cell with nbgrader's mark."""
    mark = {"grade_id": name, "grade": bool(points), "solution": solution, "locked": bool(points)}
    mark |= {"points": points} if points else {}
    mark |= {"task": False, "schema_version": 3}
    return new_code_cell(text, id=name, metadata={"nbgrader": mark})
