"""Of each mangled submission comes what it says: the answers in the lesson, or a reason."""

import ast
import json

import nbformat
import pytest
from mangling import answered, cases, is_answer, read

from grader.autograde import rebuild

CASES = cases()
HOMES = {
    cell["id"]: name
    for name in ("00_start_here", "03_dropout")
    for cell in read("notebooks", name)["cells"]
    if is_answer(cell)
}


def function(text, name):
    """The syntax tree of a definition in a text, None where there is none."""
    code = text.replace("%%time", "")
    found = [node for node in ast.parse(code).body if getattr(node, "name", None) == name]
    return ast.dump(found[-1]) if found else None


def lessons_part(notebook, lesson):
    """A notebook's cells that the lesson has."""
    own = {cell.id for cell in lesson.cells}
    return [cell for cell in notebook.cells if cell.id in own]


def test_there_are_enough_cases():
    """Are there thirty at least, each with a description of its own?"""
    assert len({module.CASE for module in CASES.values()}) == len(CASES) >= 30


@pytest.mark.parametrize("name", CASES)
def test_a_mangled_submission_becomes_what_is_expected(hand_in, lesson, name):
    """Is each answer, repair, helper cell or reason as the case says, and nothing else?"""
    case, given = CASES[name], json.loads(answered())
    found = hand_in(case.mangle(answered()), homes=HOMES)
    if "reason" in case.EXPECTED:
        assert found.notebook is None
        assert case.EXPECTED["reason"] in found.reason
        return
    assert found.reason is None
    notebook, repairs = rebuild(lesson, found.notebook)
    check_lesson(notebook, lesson)
    check_answers(notebook, lesson, given, case.EXPECTED.get("lost", []))
    assert added(notebook, lesson) == case.EXPECTED.get("added", {})
    said, unexpected = [*found.repairs, *repairs], list(case.EXPECTED.get("says", []))
    for sentence in said:
        part = next((each for each in unexpected if each in sentence), None)
        assert part is not None, sentence
        unexpected.remove(part)
    assert unexpected == []


def check_lesson(notebook, lesson):
    """The lesson's cells are there once and in order; only the text of answers differs."""
    nbformat.validate(notebook)
    kept = lessons_part(notebook, lesson)
    assert [cell.id for cell in kept] == [cell.id for cell in lesson.cells]
    for cell, original in zip(kept, lesson.cells, strict=True):
        assert {**cell, "source": ""} == {**original, "source": ""}
        assert is_answer(cell) or cell.source == original.source
    assert notebook.metadata == lesson.metadata


def check_answers(notebook, lesson, given, lost):
    """Every answer is the student's, but for those that are lost, which are the stub."""
    texts = {cell["id"]: "".join(cell["source"]) for cell in given["cells"]}
    for cell, original in zip(lessons_part(notebook, lesson), lesson.cells, strict=True):
        if is_answer(cell) and cell.id in lost:
            assert cell.source == original.source
        elif is_answer(cell):
            expected = function(texts[cell.id], cell.id)
            assert expected is not None
            assert function(cell.source, cell.id) == expected


def added(notebook, lesson):
    """The student's own code cells, and which of the lesson's they follow."""
    own, above, found = {cell.id for cell in lesson.cells}, None, {}
    for cell in notebook.cells:
        if cell.id in own:
            above = cell.id
        elif cell.cell_type == "markdown":
            assert cell.metadata == {}
        else:
            assert (cell.cell_type, cell.metadata, cell.outputs) == ("code", {}, [])
            found[cell.source] = above
    return found
