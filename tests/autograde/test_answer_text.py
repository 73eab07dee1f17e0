"""What a text defines, which side of a conflict is the student's, and when it was handed in."""

import subprocess
import sys
from datetime import datetime

import pytest
from mangling import FIFO, Link, lay_out

from grader.autograde import read_timestamp
from grader.autograde.conflicts import resolve
from grader.autograde.python_text import MAX_PARSED, definitions, tree

LONG_CHAIN = "if a: f = 1\n" + "elif a: g = 1\n" * 900


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(x):\n    y = 1\n", ["f"]),
        ("@d\nclass A:\n    b = 1", ["A"]),
        ("try:\n    f = 1\nexcept E:\n    g = 2\nelse:\n    h = 3", ["f", "g", "h"]),
        ("%time\n!ls\nf = lambda: (1\n  % 2)", ["f"]),
        ("x = (7\n  % 2)", ["x"]),
        ("%%time\nasync def f(): pass", ["f"]),
        ("def f(:\n  pass\nclass G", ["f", "G"]),
        (LONG_CHAIN, ["f", "g"]),
        ("x == 1\nprint('def f')", []),
    ],
)
def test_names_defined_at_top_level_are_found(text, expected):
    """Are functions, classes and values found, in whatever statement, and nothing inside them?"""
    assert list(definitions(text)) == expected


def test_lines_for_ipython_alone_are_no_syntax_errors():
    """Is a magic command overlooked, and the operator that looks like one kept?"""
    assert tree("%time\n!ls\nx = 1") is not None
    assert tree("x = (7\n  % 2)") is not None
    assert tree("%time\nx = = 1") is None


def test_a_definition_is_cut_out_whole():
    """Do its decorators belong to it, and its neighbors not?"""
    text = "a = 1\n@d(\n  1)\ndef f():\n    return 'é'\n\nb = 2"
    assert definitions(text, {"f"}) == {"f": "@d(\n  1)\ndef f():\n    return 'é'"}


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "-" * 90_000 + "1", "\ud800", "a\0b", "x" * (MAX_PARSED + 1), "9" * 9000]
)
def test_what_python_cannot_parse_has_no_tree(text):
    """Does a text that breaks the parser end as one with a syntax error does?"""
    assert tree(text) is None


def test_each_conflict_has_its_sides():
    """Are both sides whole, with the common text, and the base of neither?"""
    text = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> x\ne"
    assert resolve(text, lambda each: True) == ("a\nb\ne", "yours")
    assert resolve(text, lambda each: "d" in each) == ("a\nd\ne", "the other")
    assert resolve(text, lambda each: False) == ("a\nb\ne", "yours")


def test_after_a_stash_the_second_side_is_the_students():
    """Is upstream's side not taken for the student's?"""
    text = "<<<<<<< Updated upstream\nb\n=======\nd\n>>>>>>> Stashed changes"
    assert resolve(text, lambda each: True) == ("d", "yours")


def test_a_text_without_conflict_stays():
    """Are underlines and shifts no conflict?"""
    for text in ("Title\n=======\n", "x <<<<<<< y", "<<<<<<<x\n=======\n"):
        assert resolve(text, lambda each: False) == (text, None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"2026-11-21 10:30:05.250000 UTC", datetime(2026, 11, 21, 10, 30, 5, 250000)),
        (b"2026-11-21T10:30:05+02:00\n", datetime(2026, 11, 21, 8, 30, 5)),
        (b"", None),
    ],
)
def test_timestamps_are_read_as_nbgrader_reads_them(tmp_path, content, expected):
    """Is the time in UTC, and an empty file no fault?"""
    lay_out(tmp_path, {"timestamp.txt": content})
    assert read_timestamp(tmp_path) == (expected, ())


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"soon", b"1" * 5000, b"9999999999999999 1 x", FIFO, Link("a")]
)
def test_an_unreadable_timestamp_is_said(tmp_path, content):
    """Does it neither fail nor block nor pass in silence?"""
    lay_out(tmp_path, {"timestamp.txt": content})
    timestamp, repairs = read_timestamp(tmp_path)
    assert timestamp is None
    assert repairs == ("timestamp.txt could not be read: the time of submission is not known.",)
    (tmp_path / "timestamp.txt").unlink()
    assert read_timestamp(tmp_path) == (None, ())


def test_reading_needs_no_heavy_imports():
    """Do workers start reading without TensorFlow, nbgrader or a kernel?"""
    code = "import grader.autograde, sys; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "nbformat" in shown.stdout.split()
    assert not {"tensorflow", "keras", "nbgrader", "jupyter_client"} & set(shown.stdout.split())
