"""Whatever became of the cells, the lesson comes back with the student's answers in it."""

import copy

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mangling import LESSON, NAME, ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.autograde import rebuild


def marked(text, grade_id, **marks):
    """A cell of nbgrader's."""
    defaults = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
    metadata = {"nbgrader": {**defaults, **marks, "grade_id": grade_id}}
    return new_code_cell(text, id=grade_id, metadata=metadata)


def lesson():
    """A small lesson of two exercises and an essay."""
    cells = [new_markdown_cell("# Numbers", id="title"), new_code_cell("import math", id="start")]
    for name in ("double", "half"):
        stub = f"def {name}(x):\n    raise NotImplementedError"
        cells.append(marked(stub, name, solution=True))
        cells.append(marked(f"check({name})", f"{name}_check", grade=True, locked=True, points=2))
        cells.append(new_code_cell(f"print({name}(3))", id=f"{name}_use"))
    essay = marked("Why?", "essay", solution=True, grade=True, points=1)
    del essay["outputs"], essay["execution_count"]
    cells.append({**essay, "cell_type": "markdown"})
    return nbformat.from_dict(new_notebook(cells=cells))


def work():
    """The lesson with answers and a helper cell."""
    notebook = lesson()
    texts = {"double": "def double(x):\n    return TWO * x", "half": "half = lambda x: x / TWO"}
    for cell in notebook.cells:
        cell.source = texts.get(cell.id, cell.source)
    notebook.cells[-1].source = "Because."
    notebook.cells.insert(2, new_code_cell("TWO = 2", metadata={"tags": ["skip-execution"]}))
    return notebook


SIZE = len(work().cells)


def by_id(notebook):
    return {cell.id: cell.source for cell in notebook.cells}


def test_answers_and_helper_cells_come_into_the_lesson():
    """Is the helper cell in its place, without its tags, and nothing repaired?"""
    notebook, repairs = rebuild(lesson(), work())
    assert repairs == ()
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in work().cells]
    assert notebook.cells[2].metadata == {}
    nbformat.validate(notebook)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, SIZE - 1), max_size=SIZE + 4), st.data())
def test_any_selection_of_cells_gives_a_whole_lesson(chosen, data):
    """Cells lost, repeated, in any order: is the lesson whole, and no answer lost?"""
    cells = [copy.deepcopy(work().cells[index]) for index in chosen]
    for cell in cells:
        if data.draw(st.booleans()):
            del cell["id"]
        if data.draw(st.booleans()):
            cell.metadata.pop("nbgrader", None)
    submitted = nbformat.from_dict({"cells": cells, "metadata": {}})
    notebook, _ = rebuild(lesson(), submitted)
    nbformat.validate(notebook)
    own = by_id(lesson())
    kept = [cell for cell in notebook.cells if cell.id in own]
    assert [cell.id for cell in kept] == list(own)
    answers = {cell.id: cell.source for cell in work().cells}
    present = {cell.source for cell in cells}
    for cell in kept:
        answered = cell.id in ("double", "half") and answers[cell.id] in present
        allowed = {answers[cell.id]} if answered else {own[cell.id], answers[cell.id]}
        assert cell.source in allowed
    added = [cell.source for cell in notebook.cells if cell.id not in own]
    assert set(added) <= {"TWO = 2", "Because."}  # a text without marks may stand anywhere


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
PIXEL += "AAAABJRU5ErkJggg=="


def test_texts_and_pictures_come_along_for_whoever_grades_by_hand():
    """Are notes between cells, notes in a text of the lesson's, and pasted pictures kept?"""
    submitted = work()
    submitted.cells[0].source += "\n\nMy note."
    picture = {"a b.png": {"image/png": PIXEL}}
    below = new_markdown_cell("See ![](attachment:a b.png)", metadata={"tags": ["mine"]})
    below["attachments"] = picture
    submitted.cells[-1]["attachments"] = picture
    submitted.cells += [below, new_markdown_cell("  "), new_markdown_cell("# Numbers")]
    notebook, repairs = rebuild(lesson(), submitted)
    nbformat.validate(notebook)
    assert repairs == ()
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    assert [cell.source for cell in texts] == [
        "# Numbers",
        "# Numbers\n\nMy note.",
        "Because.",
        "See ![](attachment:a b.png)",
    ]
    assert [cell.get("attachments") for cell in texts] == [None, None, picture, picture]
    assert texts[1].metadata == texts[3].metadata == {}
    assert rebuild(lesson(), notebook) == (notebook, ())


def test_a_picture_of_the_lessons_is_no_students():
    """Is a text that was not touched there once, with its picture?"""
    source = lesson()
    source.cells[0]["attachments"] = {"p.png": {"image/png": PIXEL}}
    notebook, _ = rebuild(source, copy.deepcopy(source))
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in source.cells]


def test_nothing_given_is_changed_and_the_result_is_its_own_rebuild():
    """Are source and submission as before, and does a second rebuild change nothing?"""
    source, submitted = lesson(), work()
    notebook, _ = rebuild(source, submitted)
    assert (by_id(source), source) == (by_id(lesson()), lesson())
    assert [dict(cell, id=0) for cell in submitted.cells] == [
        dict(cell, id=0) for cell in work().cells
    ]
    assert rebuild(lesson(), notebook) == (notebook, ())


def test_the_instructors_solutions_are_refused():
    """Is there no way for a solution into what a student is graded for?"""
    solved = nbformat.read(ROOT / "solutions" / LESSON / NAME, as_version=4)
    with pytest.raises(ValueError, match="dropout_forward"):
        rebuild(solved, work())


def test_outputs_of_the_lesson_are_dropped():
    """Are outputs in the source no outputs of the student's?"""
    source = lesson()
    source.cells[1].update(outputs=[{"output_type": "stream"}], execution_count=3)
    notebook, _ = rebuild(source, work())
    assert (notebook.cells[1].outputs, notebook.cells[1].execution_count) == ([], None)


def test_a_blank_answer_becomes_the_stub():
    """Does an emptied cell count as an exercise that was not begun?"""
    submitted = work()
    submitted.cells[3].source = "  \n"
    notebook, repairs = rebuild(lesson(), submitted)
    assert by_id(notebook)["double"] == by_id(lesson())["double"]
    assert repairs == ()


def test_the_last_answer_counts_and_older_ones_run_before_it():
    """Of three answers, does the last one run last, wherever it stood?"""
    submitted = work()
    for number in (1, 2):
        older = marked(f"def double(x):\n    return {number}", "double", solution=True)
        submitted.cells.insert(2 + number, older)
    notebook, repairs = rebuild(lesson(), submitted)
    texts = [cell.source for cell in notebook.cells if "def double" in cell.source]
    assert texts[-1] == by_id(work())["double"]
    assert len(texts) == 3
    assert repairs == (
        "double was answered in more than one cell: the last one that defines it counts.",
    )


def test_an_answer_that_cannot_be_parsed_stays_in_its_cell():
    """Does a syntax error stay the student's, to be seen in the feedback?"""
    submitted = work()
    submitted.cells[3].source = "def double(x:\n    return 2"
    notebook, _ = rebuild(lesson(), submitted)
    assert by_id(notebook)["double"] == "def double(x:\n    return 2"


def test_a_copy_of_the_stub_does_not_replace_the_answer():
    """Is the stub, pasted below the answer, left out?"""
    submitted = work()
    submitted.cells.insert(4, new_code_cell(by_id(lesson())["double"]))
    notebook, _ = rebuild(lesson(), submitted)
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in work().cells]


def test_the_words_of_a_missing_cell_are_plain():
    """Is what was missing said in a sentence for the student?"""
    submitted = work()
    del submitted.cells[3], submitted.cells[1]
    _, repairs = rebuild(lesson(), submitted)
    assert repairs == (
        "The cell of double was missing: it counts as not answered.",
        "Code cells of the lesson that were missing and were put back: 1.",
    )


def test_an_older_answer_never_runs_after_the_one_that_counts():
    """Does it run before, even where both were moved to the end?"""
    submitted, old = work(), "def double(x):\n    return 0"
    submitted.cells.append(marked(old, "double", solution=True))
    submitted.cells.append(submitted.cells.pop(3))
    texts = [cell.source for cell in rebuild(lesson(), submitted)[0].cells]
    assert texts.index(old) < texts.index(by_id(work())["double"])


def test_ids_of_helper_cells_are_fresh():
    """Does a helper cell get another id than a cell of the lesson?"""
    source = lesson()
    source.cells[1].id = "added-1"
    notebook, _ = rebuild(source, work())
    assert len(by_id(notebook)) == SIZE  # not after nbformat's validation, which mends ids


def test_a_stub_in_another_cell_is_no_answer():
    """Two cells merged, one of them not begun: is that one missing, and not found?"""
    submitted = work()
    submitted.cells[3].source += "\n\n" + by_id(lesson())["half"]
    del submitted.cells[6]
    assert rebuild(lesson(), submitted)[1] == (
        "The cell of half was missing: it counts as not answered.",
    )


def test_an_answer_above_the_check_is_taken_without_the_check():
    """Is what the student wrote into the check's cell the answer, and the check not part of it?"""
    submitted = work()
    submitted.cells[4].source = f"{submitted.cells[3].source}\n\ncheck(double)"
    submitted.cells[3].source = by_id(lesson())["double"]
    notebook, _ = rebuild(lesson(), submitted)
    assert by_id(notebook)["double"].strip() == by_id(work())["double"]


def test_tests_of_which_students_see_the_same_text_are_told_apart():
    """Are tests that are hidden altogether each in its place, and none put back?"""
    source = lesson()
    for cell in source.cells:
        if cell.id.endswith("_check"):
            cell.source = ""
    notebook, repairs = rebuild(source, copy.deepcopy(source))
    assert repairs == ()
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in source.cells]
