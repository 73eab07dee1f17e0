"""Whoever hands in other work has the points of that, though the answer's own cell is the same."""

import contextlib

import nbformat
import pytest
from class_folder import make
from fakes import EXERCISE, LESSON, outcome
from nbformat.v4 import new_code_cell

from grader.classroom.grading import Order
from grader.classroom.keeping import Keeper
from grader.nbgrader_plugin.writing import Writer
from grader.scoring.submission import read

ANSWER = "from helper import standardize"


@pytest.fixture
def course(tmp_path):
    """A course directory in which ada's answer uses something that stands elsewhere."""
    return make(tmp_path / "class", {"ada": ANSWER})


@pytest.fixture
def earn(course):
    """Grades what is there as so many points; returns those that the gradebook has then."""
    directory, assignment, handed = Order(course, LESSON).open()
    with contextlib.closing(Writer(directory)) as writer:
        writer.register(LESSON)
        given = assignment.graded_with(writer.master(LESSON), "a seed")

        def run(points):
            submission = read(handed[0].folder, LESSON, given.released, {}, given.master)
            found = outcome(submission, given.graded, given.seed, f"# worth {points}")
            Keeper(directory, writer, given).keep("ada", submission, found)
            return writer.score("ada", LESSON)

        yield run


def a_file(folder, text):
    """Change what lies beside the notebook."""
    (folder / "helper.py").write_text(text)


def a_cell(folder, text):
    """Change a cell of the student's own."""
    path = folder / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    others = [cell for cell in notebook.cells if cell.id != "own"]
    place = next(i for i, cell in enumerate(others) if cell.id == EXERCISE)
    notebook.cells = [*others[:place], new_code_cell(text, id="own"), *others[place:]]
    nbformat.write(notebook, path)


@pytest.mark.parametrize("change", [a_file, a_cell])
def test_a_helper_that_changed_is_new_work(course, earn, change):
    """Does the same work keep its points, and other work have its own?"""
    folder = course / "submitted" / "ada" / LESSON
    change(folder, "x = 1")
    assert earn(2.0) == 2.0
    assert earn(0.5) == 2.0
    change(folder, "x = 2")
    assert earn(0.5) == 0.5
