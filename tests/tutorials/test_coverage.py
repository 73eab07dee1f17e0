"""Everything in the tutorials that the course grew from has its place in a lesson."""

import functools
import tomllib
from collections import Counter
from pathlib import Path

import jupytext
import pytest

ROOT = Path(__file__).parents[2]
TUTORIALS = tomllib.loads(Path(__file__).with_name("coverage.toml").read_text())["tutorial"]
ITEMS = [
    pytest.param(item, id=f"{number}-{item['says']}")
    for number, tutorial in enumerate(TUTORIALS, start=1)
    for item in tutorial["items"]
]


@functools.cache
def cells(lesson):
    """The texts of a lesson's cells, each with single spaces."""
    notebook = jupytext.read(ROOT / "solutions" / lesson / f"{lesson}.py")
    return [" ".join(cell.source.split()) for cell in notebook.cells]


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_where_the_table_says(item):
    """Is the cell still there that the table points to?"""
    wanted = " ".join(item["cell"].split())
    assert any(wanted in cell for cell in cells(item["lesson"]))


def test_the_table_is_complete_in_its_kinds():
    """Are there five tutorials, and does each kind of thing that they hold occur?"""
    assert len(TUTORIALS) == 5
    kinds = {"claim", "example", "exercise", "formula", "mistake", "question", "source", "step"}
    counted = Counter(item["kind"] for tutorial in TUTORIALS for item in tutorial["items"])
    assert set(counted) == kinds | {"technique"}


def test_nothing_is_listed_twice():
    """Does each line of the table stand for something of its own?"""
    says = [(t["title"], item["says"]) for t in TUTORIALS for item in t["items"]]
    assert len(says) == len(set(says))
