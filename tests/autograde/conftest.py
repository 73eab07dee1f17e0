"""The lesson as released, and a folder to hand something in."""

import nbformat
import pytest
from mangling import LESSON, NAME, ROOT, lay_out

from grader.autograde import read_submission


@pytest.fixture(scope="session")
def lesson():
    """The released notebook of the lesson."""
    return nbformat.read(ROOT / "notebooks" / LESSON / NAME, as_version=4)


@pytest.fixture
def hand_in(tmp_path, lesson):
    """Hand in a folder's contents, get what the reader finds."""

    def hand_in(contents, **more):
        folder = tmp_path / "submitted" / "ada" / LESSON
        folder.mkdir(parents=True)
        lay_out(folder, contents)
        return read_submission(folder, LESSON, lesson, **more)

    return hand_in
