"""The assignment that is graded, and all that decides its scores beside the submissions."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.learner import CourseError

CODE = Path(__file__).parents[1]

DECIDES_NOTHING = {"build", "classroom", "learner", "nbgrader_plugin", "cli.py"}
"""Entries of ``grader/`` that no score depends on."""


@dataclass(frozen=True)
class Assignment:
    """What is graded.

    Attributes
    ----------
    name : str
    released : NotebookNode
        The notebook that students got.
    digest : str
        Of the released notebook and of the code that grades: the same digest, the same scores.
    """

    name: str
    released: NotebookNode
    digest: str

    @property
    def points(self):
        """The points to be had."""
        marks = (cell.metadata.get("nbgrader", {}) for cell in self.released.cells)
        return sum(float(mark.get("points", 0)) for mark in marks if mark.get("grade"))


def open_assignment(folder, name):
    """Read an assignment as it was released.

    Parameters
    ----------
    folder : pathlib.Path
        Of all released assignments.
    name : str

    Returns
    -------
    Assignment

    Raises
    ------
    CourseError
        There is no such assignment, or no notebook of that name in it.
    """
    path = folder / name / f"{name}.ipynb"
    known = sorted(found.parent.name for found in folder.glob("*/*.ipynb"))
    if name not in known:
        there = f"There are: {', '.join(known)}." if known else f"{folder} holds none."
        raise CourseError(f"No assignment {name!r} has been released. {there}")
    try:
        content = path.read_bytes()
        released = nbformat.reads(content.decode(), as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise CourseError(
            f"{path} cannot be read as a notebook ({error}): release it again."
        ) from None
    return Assignment(name, released, hashlib.sha256(content + digest_of_code()).hexdigest())


def digest_of_code():
    """Digest of the code that decides scores, as bytes: the same on each machine."""
    digest = hashlib.sha256(version("regularization-course").encode())
    for path in sorted(CODE.rglob("*.py")):
        parts = path.relative_to(CODE).parts
        if DECIDES_NOTHING.isdisjoint(parts[:1]):
            digest.update("\0".join(("", *parts, "")).encode() + path.read_bytes())
    return digest.digest()
