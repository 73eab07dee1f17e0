"""The assignment that is graded, and all that decides its scores beside the submissions."""

import hashlib
import json
from dataclasses import dataclass, field, replace

import nbformat
from nbformat import NotebookNode

from grader.classroom.code_digest import digest_of_code
from grader.classroom.naming import released_in
from grader.exercises import TOPICS, all_exercises
from grader.learner import CourseError
from grader.scoring.master import Master
from grader.scoring.plan import plan
from grader.scoring.submission import read


@dataclass(frozen=True)
class Assignment:
    """What is graded: a notebook of an assignment's, which mostly has one.

    Attributes
    ----------
    name : str
    released : NotebookNode
        The notebook that students got.
    digest : str
        Of what decides scores: marked cells and code of the released notebook, and the code that
        grades them. The same digest, the same scores; a text may be rewritten.
    master : grader.scoring.master.Master
        What nbgrader overrides submissions with; it is in the digest of each.
    seed : str
        From which the inputs of all checks follow.
    file : str
        What the notebook is called, without its ending; empty where it is called as the assignment.
    beside : dict of str to NotebookNode
        The other notebooks of the assignment, as students got them.
    others : tuple of Assignment
        Those as what is graded, too; told by the first one.
    added : dict of str to datetime.datetime
        When graded cells were released that were not there from the beginning, by id.
    """

    name: str
    released: NotebookNode
    digest: str
    master: Master = field(default_factory=Master)
    seed: str = ""
    file: str = ""
    beside: dict = field(default_factory=dict)
    others: tuple = ()
    added: dict = field(default_factory=dict)

    @property
    def notebooks(self):
        """This one, then the others."""
        return (self, *self.others)

    @property
    def stem(self):
        """What the notebook's file is called without its ending."""
        return self.file or self.name

    def read(self, folder):
        """Read what a student handed in for it, see `grader.scoring.submission.read`."""
        homes = {name: exercise.lesson for name, exercise in all_exercises().items()}
        return read(folder, self.stem, self.released, homes, self.master, self.beside)

    def graded_with(self, master, seed, added=None):
        """The same assignment, graded with what the gradebook has, on these inputs."""
        return replace(self, master=master, seed=seed, added=added or {})

    def added_after(self, time):
        """The ids of graded cells that were first released after this time, if that is known."""
        return {name for name, when in self.added.items() if time is not None and time < when}

    @property
    def graded(self):
        """The notebook as it is graded: with hidden tests, and with the gradebook's points."""
        return self.master.restored(self.released)

    @property
    def checks(self):
        """The ids of the graded cells that students got, tasks among them."""
        marks = (cell.metadata.get("nbgrader", {}) for cell in self.released.cells)
        graded = (mark for mark in marks if mark.get("grade") or mark.get("task"))
        return [mark["grade_id"] for mark in graded if "grade_id" in mark]

    @property
    def points(self):
        """The points to be had, those that are given by hand among them."""
        marks = [cell.metadata.get("nbgrader", {}) for cell in self.graded.cells]
        counted = (mark for mark in marks if mark.get("grade") or mark.get("task"))
        return sum(float(mark.get("points", 0)) for mark in counted)


def open_assignment(folder, name):
    """Read an assignment as it was released: its first notebook, which tells of others.

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
        There is no such assignment, or a notebook of it cannot be read.
    """
    known = released_in(folder)
    if name not in known:
        there = f"There are: {', '.join(known)}." if known else f"{folder} holds none."
        raise CourseError(f"No assignment {name!r} has been released. {there}")
    released = {path.stem: _read(path) for path in sorted((folder / name).glob("*.ipynb"))}
    first, *others = (
        Assignment(
            name,
            notebook,
            _digest(notebook),
            file="" if file == name else file,
            beside={other: released[other] for other in released if other != file},
        )
        for file, notebook in released.items()
    )
    return replace(first, others=tuple(others))


def _read(path):
    try:
        return nbformat.reads(path.read_bytes().decode(), as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise CourseError(
            f"{path} cannot be read as a notebook ({error}): release it again."
        ) from None


def _digest(released):
    """Digest of all that decides scores, beside submissions."""
    kept = [
        [cell.cell_type, cell.source, cell.get("id"), cell.metadata]
        for cell in released.cells
        if cell.cell_type == "code" or "nbgrader" in cell.metadata
    ]
    code = digest_of_code(without=set(TOPICS) - _topics(released))
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode() + code).hexdigest()


def _topics(released):
    """The topics of the exercises that a notebook asks for."""
    known = all_exercises()
    asked = (step.exercise for step in plan(released).values() if step.exercise in known)
    return {known[each].check.__module__.split(".")[-2] for each in asked}
