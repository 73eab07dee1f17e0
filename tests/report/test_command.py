"""`course report` on all kinds of courses: a report, or one sentence and nothing changed."""

import shutil

import pytest
from large_class import fill
from made_class import Given, MadeClass, Work

from grader.classroom.report import command
from grader.learner import CourseError

LESSON, EXERCISE = "00_start_here", "standardize"


def snapshot(root):
    """Every file below a folder, and its content."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if "__pycache__" not in path.parts}


@pytest.fixture
def refusal(made):
    """What is said instead of a report, of which nothing changes."""

    def refuse(lesson=LESSON, root=made.root):
        before = snapshot(root)
        with pytest.raises(CourseError) as caught:
            command.run(lesson, root)
        assert snapshot(root) == before
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refuse


@pytest.mark.parametrize("lesson", ["03_drpout", "", "\x1b[31m", "x" * 5000, "../00_start_here"])
def test_an_unknown_lesson(refusal, made, lesson):
    """Is it named, with those that there are?"""
    made.grade({"ada": Work({EXERCISE: Given()})})
    said = refusal(lesson)
    assert "There are: 00_start_here." in said
    assert "\x1b" not in said
    assert len(said) < 600


@pytest.mark.parametrize("content", [None, b""])
@pytest.mark.parametrize("lesson", [LESSON, None])
def test_no_gradebook(refusal, made, content, lesson):
    """Is it said that nothing was graded, where there is no gradebook or an empty file?"""
    (made.root / "gradebook.db").unlink()
    if content is not None:
        (made.root / "gradebook.db").write_bytes(content)
    assert "no gradebook yet" in refusal(lesson)


def test_what_is_no_gradebook(refusal, made):
    """Is a file that is no database refused?"""
    (made.root / "gradebook.db").write_text("This is no database. " * 100)
    assert "gradebook" in refusal()


def test_no_course(refusal, tmp_path):
    """Is a folder refused that is no course directory?"""
    (tmp_path / "empty").mkdir()
    assert "nbgrader_config.py" in refusal(root=tmp_path / "empty")


def test_nobody_handed_in(refusal, made):
    """Is it said where a class has a roster alone?"""
    made.enroll(ada="Ada Lovelace")
    assert "Nobody has handed in 00_start_here" in refusal()
    assert "Nothing is graded" in refusal(None)


def test_not_graded_yet(refusal, made):
    """Is it said which command grades, and how many wait for it?"""
    for student in ("ada", "bob"):
        made.hand_in(student)
    said = refusal("00")
    assert "2 submissions" in said
    assert "`course grade 00_start_here`" in said


@pytest.mark.parametrize("named", ["00_start_here", "00", "0", "start_here", "START_HERE"])
def test_a_lesson_has_short_names(made, named):
    """Are they those that other commands take?"""
    made.grade({"ada": Work({EXERCISE: Given()})})
    assert command.run(named, made.root)[0].name == "00_start_here_report.html"


def test_a_short_name_of_two_is_refused(refusal, made):
    """Are both named where either may be meant?"""
    shutil.copytree(made.root / "notebooks" / LESSON, made.root / "notebooks" / "00_other")
    assert "00_other or 00_start_here" in refusal("00")


def test_a_gradebook_of_nbgrader_alone(made):
    """Is there a sensible page without verdicts, and for answers of people who have left?"""
    answers = {"ada": Given("", 1.0, "a = 1"), "bob": Given("", 0.5, "b = 2")}
    made.grade({student: Work({EXERCISE: each}, judged=False) for student, each in answers.items()})
    shutil.rmtree(made.root / "autograded" / "bob")
    path, _, table = command.run(LESSON, made.root)
    assert "no verdicts of this course" in path.read_text("utf-8")
    lines = table.read_text("utf-8-sig").splitlines()
    assert any(line.startswith("ada,,standardize,passed,,2,") for line in lines)
    assert any(line.startswith("bob,,standardize,,,1,") for line in lines)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"cells": [1]}', b"\xff" * 100, b"[" * 9999])
def test_a_spoilt_notebook_or_record(made, content):
    """Is the rest reported where a file was damaged?"""
    made.grade({"ada": Work({EXERCISE: Given()}), "bob": Work({EXERCISE: Given()})})
    folder = made.root / "autograded" / "bob" / LESSON
    for path in folder.iterdir():
        path.write_bytes(content)
    path, *_ = command.run(LESSON, made.root)
    assert "2 handed in, 2 graded" in path.read_text("utf-8")


def test_a_drawn_class(tmp_path):
    """Is a class with every status, and with mistakes of the bank, reported?"""
    made = MadeClass(tmp_path / "class", "03_dropout")
    fill(made, 25)
    page, *_ = command.run("3", made.root)
    text = page.read_text("utf-8")
    assert "29 students, 26 handed in, 26 graded" in text
    assert "is the course&#39;s reference, nearly to the letter" in text
    for words in ("not attempted", "Mistakes that were recognized", "more than chance"):
        assert words in text
