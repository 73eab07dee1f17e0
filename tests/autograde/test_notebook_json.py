"""Whatever bytes a file holds, reading them ends, and saves every cell that is complete."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mangling import NAME, answered, dump, is_answer, own_cell, read

from grader.autograde import notebook_json
from grader.autograde.encoding import decode
from grader.autograde.notebook_json import parse
from grader.autograde.plain_cells import plain_cells

CONTENT = dump({**json.loads(answered()), "cells": json.loads(answered())["cells"][18:45]})
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = ["cell_type", "source", "input", "metadata", "id", "outputs", "level"]
CELLS = st.lists(JUNK | st.dictionaries(st.sampled_from(KEYS), JUNK), max_size=4)


def cells_of(content):
    """What the reader makes of bytes."""
    cells, _, _ = parse(decode(content)[0])
    return plain_cells(cells or [])[0]


def answers_before(content, end):
    """Texts of the solution cells that stand before a byte, by id, by the rules of JSON alone."""
    found, decoder, text = {}, json.JSONDecoder(), content[:end].decode(errors="ignore")
    for start in range(len(text)):
        if text.startswith('  {\n   "cell_type"', start) or text.startswith('  {\n   "att', start):
            try:
                cell, _ = decoder.raw_decode(text, start + 2)
            except ValueError:
                continue
            if is_answer(cell):
                found[cell["id"]] = "".join(cell["source"])
    return found


def test_the_cut_notebook_holds_answers():
    """Is there something to lose in the next test?"""
    assert len(answers_before(CONTENT, len(CONTENT))) == 3


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(CONTENT)), st.sampled_from(["utf-8", "utf-16"]))
def test_a_cut_loses_no_complete_answer(end, encoding):
    """Wherever a file breaks off, is every answer before that place read?"""
    whole = answers_before(CONTENT, end)
    text = CONTENT[:end].decode(errors="ignore")
    cut = CONTENT[:end] if encoding == "utf-8" else text.encode("utf-16")
    found = {cell.get("id"): cell.source for cell in cells_of(cut) if is_answer(cell)}
    assert {name: found.get(name) for name in whole} == whole


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(CONTENT)), st.integers(0, 400), st.binary(max_size=20))
def test_damage_within_never_raises(start, length, junk):
    """Is something read, or nothing, wherever bytes are lost or replaced?"""
    cells = cells_of(CONTENT[:start] + junk + CONTENT[start + length :])
    assert all(isinstance(cell.source, str) for cell in cells)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(content):
    """Does nothing but a notebook give cells, and nothing at all an error?"""
    assert cells_of(content) == []


@settings(max_examples=150, deadline=None)
@given(CELLS, JUNK, st.sampled_from(["cells", "worksheets"]))
def test_cells_of_any_shape_are_read(cells, metadata, key):
    """Does JSON of the wrong types become plain cells?"""
    value = cells if key == "cells" else [{"cells": cells}, metadata]
    for cell in cells_of(json.dumps({key: value, "metadata": metadata, "nbformat": []}).encode()):
        assert cell.cell_type in ("code", "markdown", "raw")
        assert isinstance(cell.source, str)
        assert set(cell.metadata) <= {"nbgrader"}
        cell.source.encode()


def test_a_damaged_text_is_not_read_over_and_over(monkeypatch):
    """Is the work on a text bounded where many cells begin and none ends?"""
    calls = []

    class Counting(json.JSONDecoder):
        def raw_decode(self, text, start=0):
            calls.append(start)
            return super().raw_decode(text, start)

    monkeypatch.setattr(notebook_json, "DECODER", Counting())
    assert parse('{"id": [1, ' * 200 + "1, " * 10_000)[0] is None
    assert len(calls) < 10


def test_too_many_values_are_refused(hand_in):
    """Is a file refused whose values would fill the memory?"""
    found = hand_in({NAME: b'{"cells": [' + b"[]," * 2_600_000 + b"1]}"})
    assert found.reason == (
        "03_dropout.ipynb holds too much: clear its outputs and hand it in again."
    )


def test_a_file_that_ends_within_a_character_stays_utf_8():
    """Are the letters before the end not read in another encoding?"""
    assert decode("{é€".encode()[:-1]) == ("{é", None)


def test_line_breaks_and_tabs_within_strings_are_read():
    """Is text taken that a strict parser would refuse?"""
    cells, _, repairs = parse('{"cells": [{"cell_type": "code", "source": "a\n\tb"}]}')
    assert (cells[0]["source"], repairs) == ("a\n\tb", [])


def test_outputs_and_metadata_are_not_kept():
    """Is a cell nothing but its type, text, id and nbgrader's marks?"""
    mark = {"grade_id": "a", "solution": True, "points": [1], "locked": "no"}
    metadata = {"tags": ["x"], "nbgrader": mark, "vscode": {}}
    cell = own_cell("x", metadata=metadata, outputs=[1], attachments={}, id="i")
    (found,), _ = plain_cells([cell])
    kept = {"nbgrader": {"grade_id": "a", "solution": True}}
    assert found == {"cell_type": "code", "source": "x", "metadata": kept, "id": "i"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\nb", "a\nb"),
        (["a\n", "b"], "a\nb"),
        (["a", "b"], "a\nb"),
        (["a\r\n", None, "b"], "a\nb"),
        ("a\0\ud800", "a\ufffd"),
        (None, ""),
        (42, ""),
    ],
)
def test_sources_of_all_kinds_become_text(source, expected):
    """Is the text what the student saw, as far as there was any?"""
    (found,), _ = plain_cells([own_cell(source)])
    assert found.source == expected


def test_too_much_text_is_left_out():
    """Does one endless cell cost only itself?"""
    cells, repairs = plain_cells([own_cell("x" * 2_000_000), own_cell("y")])
    assert [cell.source for cell in cells] == ["y"]
    assert repairs == ["A cell with far too much text was left out."]


def test_the_released_lessons_are_read_as_they_are():
    """Are the cells of an unchanged notebook complete, in text and number?"""
    notebook = read("notebooks")
    expected = [(cell["id"], "".join(cell["source"])) for cell in notebook["cells"]]
    assert [(cell.id, cell.source) for cell in cells_of(dump(notebook))] == expected
