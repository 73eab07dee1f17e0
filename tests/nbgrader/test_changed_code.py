"""A server that runs older code than there is: who judges, and whose digest is signed."""

import json

import pytest
from class_directory import ClassDirectory
from nbgrader.apps.api import NbGraderAPI

from grader.classroom import code_digest
from grader.classroom.assignment import open_assignment
from grader.nbgrader_plugin.writing import open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"


def test_the_digest_is_that_of_the_code_that_was_imported(tmp_path, monkeypatch):
    """Does it stay when files change, and is the change seen?"""
    (tmp_path / "judge.py").write_text("points = 1")
    monkeypatch.setattr(code_digest, "CODE", tmp_path)
    monkeypatch.setattr(code_digest, "_IMPORTED", code_digest.files_on_disk())
    before = code_digest.digest_of_code()
    assert not code_digest.has_changed()
    (tmp_path / "judge.py").write_text("points = 2")
    assert code_digest.has_changed()
    assert code_digest.digest_of_code() == before


def test_a_server_with_older_code_has_a_new_process_judge(tmp_path, monkeypatch):
    """Is formgrader's press graded and signed by the code of now, and a failure told?"""
    (tmp_path / "class").mkdir()
    course = ClassDirectory(tmp_path / "class", LESSON)
    course.nbgrader("generate_assignment", LESSON)
    course.submit("ann", course.answers())
    expected = open_assignment(course.root / "notebooks", LESSON).digest
    monkeypatch.setattr(code_digest, "_IMPORTED", {"judge.py": b"of an hour ago"})
    assert open_assignment(course.root / "notebooks", LESSON).digest != expected
    course.autograde("ann")
    assert course.scores("ann") == course.points
    record = course.root / "autograded" / "ann" / LESSON / ".grading.json"
    assert json.loads(record.read_bytes())["lesson"] == expected

    opened = open_course(course.root)
    result = NbGraderAPI(opened, parent=opened.parent).autograde(LESSON, "nobody")
    assert not result["success"]
    assert "No submissions were matched" in result["log"]
