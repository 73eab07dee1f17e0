"""nbgrader's own commands note what they release, and when."""

import json
from datetime import UTC, datetime

import nbformat
import pytest

pytestmark = pytest.mark.slow


def noted(course):
    """When each graded cell came, as the course directory has it."""
    path = course.root / ".course-releases" / f"{course.lesson}.json"
    return json.loads(path.read_text())[course.lesson]


def test_a_release_is_noted(class_directory, tmp_path):
    """Is the first one the beginning, and has what the exchange gets later its time?"""
    class_directory.nbgrader("generate_assignment", class_directory.lesson)
    known = noted(class_directory)
    assert known
    assert set(known.values()) == {None}
    notebook = nbformat.read(class_directory.released, as_version=4)
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.id = cell.metadata.nbgrader.grade_id = f"more_{cell.id}"
    class_directory.released.chmod(0o644)
    nbformat.write(notebook, class_directory.released)
    before = datetime.now(UTC).replace(tzinfo=None)
    exchange = f"--Exchange.root={tmp_path / 'exchange'}"
    class_directory.nbgrader("release_assignment", class_directory.lesson, exchange)
    now = noted(class_directory)
    assert {name: now.pop(name) for name in known} == known
    assert now.keys() == {f"more_{name}" for name in known}
    assert all(datetime.fromisoformat(time) >= before for time in now.values())


def test_a_damaged_note_is_said_in_a_sentence(class_directory):
    """Is it the release that says so, without a traceback?"""
    class_directory.nbgrader("generate_assignment", class_directory.lesson)
    path = class_directory.root / ".course-releases" / f"{class_directory.lesson}.json"
    path.write_text("[")
    with pytest.raises(AssertionError, match="does not say when exercises were released") as caught:
        class_directory.nbgrader("generate_assignment", class_directory.lesson)
    assert "Traceback" not in str(caught.value)
