"""Hints, solutions and progress, as a learner meets them."""

import pytest

from grader import check, hint, progress, solution
from grader.exercises import find
from grader.learner import progress_file


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A learner's folder, with the tests inside it."""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    progress_file.create(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_hints_come_one_at_a_time(folder):
    """Does each call show the next hint, and then all of them?"""
    hints = find("standardize").hints
    for number, text in enumerate(hints, start=1):
        shown = repr(hint("standardize"))
        assert f"Hint {number} of {len(hints)}" in shown
        assert text in shown
    assert all(text in repr(hint("standardize")) for text in hints)


def test_hint_of_an_unknown_exercise_is_a_sentence(folder):
    """What does a typing error get?"""
    assert "Did you mean standardize?" in repr(hint("standardiz"))


def test_the_solution_opens_after_an_attempt(folder, monkeypatch):
    """Is it closed before, and is it a right answer after?"""
    monkeypatch.setattr("grader.notebook._attempted", set())
    assert "First try it yourself" in repr(solution("standardize"))
    check(lambda train, test: (train, test), exercise="standardize")
    shown = solution("standardize")
    assert "SOLUTION" not in shown.code
    names = {}
    exec("import numpy as np\n" + shown.code, names)
    assert check(names["standardize"]).status == "passed"


def test_nothing_is_written_outside_a_learners_folder(tmp_path, monkeypatch):
    """Does a check during grading leave a file?"""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    monkeypatch.chdir(tmp_path)
    check(find("standardize").reference)
    assert list(tmp_path.iterdir()) == []
    assert "No learner's folder here" in repr(progress())
