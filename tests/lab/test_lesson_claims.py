"""Lessons: their claims are compared and borne out, and they use no other lesson's laboratory."""

import re
from pathlib import Path

import jupytext
import nbformat
import pytest

LESSONS = Path(__file__).parents[2] / "solutions"


@pytest.mark.parametrize("source", sorted(LESSONS.glob("*/*.py")), ids=lambda path: path.stem)
def test_every_claim_is_in_a_cell_whose_output_is_compared(source):
    cells = [cell for cell in jupytext.read(source).cells if "claim(" in cell.source]
    untagged = [
        cell.source
        for cell in cells
        if cell.cell_type == "code" and "nbval-check-output" not in cell.metadata.get("tags", [])
    ]
    assert not untagged


@pytest.mark.parametrize("built", sorted(LESSONS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_no_committed_output_contradicts_its_lesson_or_waits_for_an_answer(built):
    text = nbformat.writes(nbformat.read(built, as_version=4))
    assert "does not hold in this run:" not in text
    assert "first, then run this cell again" not in text


@pytest.mark.parametrize("source", sorted(LESSONS.glob("[0-9]*/*.py")), ids=lambda path: path.stem)
def test_a_lesson_imports_the_laboratory_of_its_own_topic_only(source):
    """Otherwise a change there would leave this lesson's outputs unnoticed as they were."""
    own = source.stem.partition("_")[2].removesuffix("_here")
    topics = {path.parent.name for path in (LESSONS.parent / "grader/lab").glob("*/__init__.py")}
    used = set(re.findall(r"grader\.lab\.(\w+)", source.read_text(encoding="utf-8")))
    assert used & topics <= {own}
