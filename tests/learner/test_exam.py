"""Exams: hints, solutions and model answers stay closed while the release says so."""

from datetime import UTC, datetime

import pytest

from grader import hint, solution
from grader.learner import CourseError, exam
from grader.learner.written import model_answer

BEFORE, AFTER = datetime(2035, 2, 1, 11, 59, tzinfo=UTC), datetime(2035, 2, 1, 12, 0, tzinfo=UTC)
BAD = ["until = 'soon'", "until = 7", "untill = 2035-02-01", "until =", "[exam]\n"]


@pytest.fixture
def release(tmp_path, monkeypatch):
    """Writes the file beside the notebook that runs here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    return (tmp_path / exam.NAME).write_text


def test_an_exam_closes_hints_solutions_and_model_answers(release):
    """Do all three say so, and nothing else?"""
    release("")
    for note in (hint("standardize"), solution("standardize"), model_answer("anything")):
        assert "This is an exam" in repr(note)
        assert "mean" not in repr(note)


def test_what_is_no_exam_is_open(release):
    """Are hints there where nothing says otherwise?"""
    assert exam.closed() is None
    assert "This is an exam" not in repr(hint("standardize"))


@pytest.mark.parametrize(
    "until", ["2035-02-01T12:00:00Z", "2035-02-01T13:00:00+01:00", "2035-02-01 12:00:00"]
)
def test_it_ends_on_its_date(release, tmp_path, until):
    """Does the date count in its own zone, and is it said?"""
    release(f"until = {until}")
    assert "until 2035-02-01" in exam.closed(tmp_path, BEFORE)
    assert exam.closed(tmp_path, AFTER) is None


def test_a_day_ends_it_as_it_begins(release, tmp_path):
    """Is a date without a time understood?"""
    release("until = 2035-02-01")
    assert exam.closed(tmp_path, datetime(2035, 1, 31, 23, 59, tzinfo=UTC))
    assert exam.closed(tmp_path, datetime(2035, 2, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_understood_stays_closed(release, tmp_path, text):
    """Does a slip of the instructor's open nothing, and does the build say what is wrong?"""
    release(text)
    assert exam.closed(tmp_path, AFTER)
    with pytest.raises(CourseError, match=exam.NAME) as caught:
        exam.read(tmp_path)
    assert "\n" not in str(caught.value)
