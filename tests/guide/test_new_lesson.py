"""docs/new_lesson.md, followed command by command; then the tests of the course look at it."""

import nbformat
import pytest
from guide import Reader, blocks

pytestmark = pytest.mark.slow

NAME = "08_centering"
TESTS = "tests/build/test_committed.py tests/exercises/test_bank.py"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Somebody who has followed the document; what the last command printed is kept."""
    reader = Reader(tmp_path_factory.mktemp("lesson"))
    for step in blocks("new_lesson.md"):
        reader.said = reader.instructor(step)
    return reader


def test_the_lesson_is_one_of_the_course_s(reader):
    """Is its exercise listed, built and released without the answer?"""
    assert NAME in reader.said
    released = nbformat.read(reader.course / "notebooks" / NAME / f"{NAME}.ipynb", as_version=4)
    cells = {cell.id: cell.source for cell in released.cells}
    assert cells["center"].startswith("def center(x):")
    assert "NotImplementedError" in cells["center"]
    assert "mean(axis=0)" not in cells["center"]
    assert any("many methods want features around 0" in text for text in cells.values())


def test_the_course_s_tests_take_it(reader):
    """Are its mistakes recognized, its other answers right, and its notebooks those of a build?"""
    said = reader.instructor(f"python -m pytest -q -n0 -k 'center or centering' {TESTS}")
    assert " passed" in said
    assert "skipped" not in said
    said = reader.instructor(
        f"python -m pytest -q -n0 --nbval-lax --nbval-current-env solutions/{NAME}/{NAME}.ipynb"
    )
    assert " passed" in said
