"""Notebooks of formats 4.0 to 4.4, whose cells have no ids, are graded like any other."""

import copy

import nbformat
import pytest
from test_rebuild import lesson, work

from grader.autograde import rebuild


def without_ids(notebook):
    """The notebook as a tool writes it that does not know ids."""
    notebook = copy.deepcopy(notebook)
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        del cell["id"]
    return notebook


def texts(notebook):
    """The text of each cell."""
    return [cell.source for cell in notebook.cells]


@pytest.mark.parametrize("released", [lesson(), without_ids(lesson())])
@pytest.mark.parametrize("submitted", [work(), without_ids(work())])
def test_ids_of_cells_may_be_missing_on_either_side(released, submitted):
    """Are answers and helper cells in their places, in a valid notebook, with nothing repaired?"""
    notebook, repairs = rebuild(released, submitted)
    assert (texts(notebook), repairs) == (texts(work()), ())
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    nbformat.validate(notebook)
    assert rebuild(released, notebook) == (notebook, ())


def test_a_release_without_ids_keeps_none_of_the_ids_that_it_is_given():
    """Is the released notebook as it was, and each result the same as the one before?"""
    released = without_ids(lesson())
    first = rebuild(released, work())
    assert released == without_ids(lesson())
    assert rebuild(released, work()) == first


def test_cells_without_ids_do_not_stand_for_each_other():
    """Is a cell of the student's own not taken for one of the lesson's, as both have no id?"""
    submitted = without_ids(work())
    submitted.cells.append(nbformat.from_dict({**submitted.cells[2], "source": "mine = 1"}))
    assert "mine = 1" in texts(rebuild(without_ids(lesson()), submitted)[0])


def test_ids_given_to_cells_are_fresh():
    """Is an id that one of the lesson's cells has not given to one that has none?"""
    released = without_ids(lesson())
    released.cells[1]["id"] = "cell-1"
    notebook, _ = rebuild(released, work())
    assert notebook.cells[1].id == "cell-1"
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
