"""What `course new` and `course build` are told to make: one sentence where it cannot be that."""

import sys
from types import SimpleNamespace

import pytest

from grader import cli
from grader.build import BuildError
from grader.build.own.making import make
from grader.build.pipeline import read_lessons
from grader.learner import folder

LESSON = "03_dropout"
SOURCE = '# %% nbgrader={"grade_id": "dropout_forward"}\n'


@pytest.fixture
def root(tmp_path):
    """A course directory with one lesson."""
    path = tmp_path / "solutions" / LESSON / f"{LESSON}.py"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE)
    return tmp_path


@pytest.fixture
def refusal(root, monkeypatch):
    """What `course` says of something that it refuses, when nothing has changed."""

    def refuse(*arguments):
        monkeypatch.setattr(folder, "course_root", lambda: root)
        monkeypatch.setattr(sys, "argv", ["course", *arguments])
        before = sorted(root.rglob("*"))
        with pytest.raises(SystemExit) as caught:
            cli.main()
        assert sorted(root.rglob("*")) == before
        said = str(caught.value.code)
        assert said.startswith("course: ")
        assert "\n" not in said
        return said

    return refuse


@pytest.mark.parametrize("given", ["", ",", " , "])
def test_from_without_exercises_is_no_template(refusal, given):
    """Is it said that exercises were expected, and what came?"""
    said = refusal("new", "hw1", "--from", given)
    assert "--from" in said
    assert "expected exercises" in said
    assert repr(given) in said


@pytest.mark.parametrize("there", ["solutions", "notebooks"])
def test_the_advice_for_a_name_that_is_taken_can_be_followed(root, refusal, there):
    """Is --notebook offered where it would be taken, and nowhere else?"""
    (root / there / "hw1").mkdir(parents=True)
    assert ("--notebook" in refusal("new", "hw1")) == (there == "solutions")
    said = refusal("new", LESSON)
    assert f"solutions/{LESSON} is there already" in said
    assert "--notebook" not in said
    assert "has one notebook" in refusal("new", LESSON, "--notebook", "more")


@pytest.mark.parametrize("name", ["03", "3", "dropout", "Dropout"])
def test_a_name_that_is_short_for_a_lesson_is_refused(refusal, name):
    """Would `course grade 03` still mean the lesson?"""
    said = refusal("new", name)
    assert f"{name!r} is short for {LESSON}" in said


def test_a_name_that_only_begins_like_a_lesson_is_taken(root):
    """Is nothing else refused, a second notebook of an assignment least of all?"""
    for name in ("0", "03x", "hw1", "hw1_a"):
        assert make(root, name)[0].is_file()
    assert make(root, "hw1", notebook="more")[0].is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "hw1", "--from", "x" * 5000),
        ("new", "x" * 5000),
        ("new", "hw1", "--notebook", "x" * 5000),
        ("build", "x" * 5000),
    ],
)
def test_what_is_echoed_is_short(refusal, arguments):
    """Is a name of thousands of letters not a page of them?"""
    said = refusal(*arguments)
    assert "x" * 60 in said
    assert "x" * 61 not in said


def test_a_lesson_of_several_notebooks_is_listed_once(root):
    """Does the list of those that are there name each of them once?"""
    for file in ("practice", "theory"):
        path = root / "solutions" / "hw3" / f"{file}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(SOURCE)
    exercise = SimpleNamespace(lesson=LESSON)
    with pytest.raises(BuildError, match=f"there: {LESSON}, hw3\\.$"):
        read_lessons(root, ["/nope"], {"dropout_forward": exercise})


def test_a_notebook_without_a_source_is_not_built(tmp_path):
    """Is it said what makes the students' version of what was made in JupyterLab?"""
    (tmp_path / "solutions" / "mine").mkdir(parents=True)
    (tmp_path / "solutions" / "mine" / "mine.ipynb").write_text("{}")
    with pytest.raises(BuildError, match=r"`nbgrader generate_assignment mine --force` makes"):
        read_lessons(tmp_path, ["mine"], {})
    assert read_lessons(tmp_path, None, {}) == []


@pytest.mark.parametrize("short", ["03", "3", "dropout", LESSON])
def test_a_lesson_may_be_named_for_short(root, short):
    """Is the one read that has this name, and found to have no title?"""
    with pytest.raises(BuildError, match=f"solutions/{LESSON}/{LESSON}.py"):
        read_lessons(root, [short], {})


def test_a_short_name_of_two_lessons_is_refused(root, refusal):
    """Are both of them named?"""
    (root / "solutions/03_more").mkdir()
    (root / "solutions/03_more/03_more.py").write_text(SOURCE)
    said = refusal("build", "03")
    assert "03_dropout or 03_more" in said
