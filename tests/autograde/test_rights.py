"""What the grader's account may not read is told apart from what a student may hand in."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from mangling import FIFO, Link, lay_out

from grader.autograde.rights import refusal

NOBODY = 65534


@pytest.fixture
def folder():
    """A folder that every account can reach."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@contextlib.contextmanager
def nobody():
    """Have no rights for a while, where this process has all of them."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("closed", "shown"),
    [
        ("03_dropout.ipynb", "ada/03_dropout.ipynb"),
        ("data/mine.csv", "ada/data/mine.csv"),
        ("data", "ada/data"),
        (".", "ada"),
    ],
)
def test_what_may_not_be_read_is_named(folder, closed, shown):
    """Is it found wherever it lies, and not once it may be read?"""
    lay_out(folder / "ada", {"03_dropout.ipynb": b"{}", "data/mine.csv": b"1"})
    path = folder / "ada" / closed
    path.chmod(0)
    with nobody():
        said = refusal(folder / "ada")
    assert said == f"{shown} cannot be read (Permission denied): give yourself the right."
    path.chmod(0o755)
    with nobody():
        assert refusal(folder / "ada") is None


def test_what_a_student_may_hand_in_is_no_matter_of_rights(folder):
    """Are links, pipes, hidden files and what is no folder left to whoever reads it?"""
    lay_out(
        folder / "ada",
        {"a.ipynb": Link("nowhere"), "b.ipynb/c.txt": b"", "p": FIFO, ".x": b"", "file": b""},
    )
    (folder / "ada" / ".x").chmod(0)
    (folder / "bob").symlink_to("ada")
    with nobody():
        for place in ("ada", "bob", "ada/file", "cem"):
            assert refusal(folder / place) is None
