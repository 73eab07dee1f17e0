"""`course grade --submitted`: a folder of submissions, and never the course's own folders."""

import os
from pathlib import Path

import pytest
from class_folder import make
from fakes import LESSON, RIGHT

from grader.classroom import command, grading
from grader.classroom.work import Scoring
from grader.learner import CourseError


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course directory, in which the command is typed, and where nothing may be started."""
    course = make(tmp_path / "class", {"ada": RIGHT})
    monkeypatch.chdir(course)
    monkeypatch.setattr(Scoring, "begin", lambda *_: pytest.fail("a warm parent was started"))
    monkeypatch.setattr(grading, "grade", lambda *_: pytest.fail("something is graded"))
    return course


def grade(course_dir, submitted):
    """Type the command; `--submitted ""` is this folder, as every path is that is empty."""
    return command.run(LESSON, course_dir, submitted, None, None, True, None)


@pytest.mark.parametrize("submitted", ["", ".", "..", "/", "notebooks/..", "link"])
@pytest.mark.parametrize("course_dir", ["", "link"])
def test_the_course_itself_is_no_folder_of_submissions(course, submitted, course_dir):
    """Are its folders no students, nor those around it, and is nothing written?"""
    (course / "link").symlink_to(course)
    before = sorted(course.rglob("*"))
    with pytest.raises(CourseError, match="--submitted: expected a folder") as caught:
        grade(Path(course_dir), Path(submitted))
    assert os.path.realpath(submitted or ".") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert sorted(course.rglob("*")) == before


@pytest.mark.parametrize("submitted", ["submitted", "elsewhere", "../other"])
def test_any_other_folder_is_taken(course, submitted, monkeypatch):
    """Is a folder in the course or beside it graded, the usual one among them?"""
    folder = course / submitted
    if submitted != "submitted":
        (course / "submitted").rename(folder)
    seen = []
    monkeypatch.setattr(Scoring, "begin", lambda *_: None)
    monkeypatch.setattr(Scoring, "end", lambda _: None)
    monkeypatch.setattr(grading, "grade", lambda order, *_: seen.append(order.submitted) or True)
    assert grade(Path(), Path(submitted)) == 0
    assert seen == [Path(submitted)]
