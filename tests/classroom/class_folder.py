"""A course directory of nbgrader's with one real lesson, in which nothing has been graded."""

import shutil
import sys
from pathlib import Path

import nbformat
from fakes import EXERCISE, LESSON

ROOT = Path(__file__).parents[2]
COURSE = (str(Path(sys.executable).with_name("course")),)
"""The command ``course``."""


def make(root, answers):
    """Make a course directory.

    Parameters
    ----------
    root : pathlib.Path
        Not there yet.
    answers : dict of str to str
        Each student's answer to the exercise.
    """
    root.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for folder in ("solutions", "notebooks"):
        shutil.copytree(ROOT / folder / LESSON, root / folder / LESSON)
    for student, answer in answers.items():
        submit(root, student, answer)
    return root


def submit(root, student, answer):
    """Hand in a notebook with this answer."""
    notebook = nbformat.read(root / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    next(cell for cell in notebook.cells if cell.id == EXERCISE).source = answer
    path = root / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
