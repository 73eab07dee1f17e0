"""A course directory that is named, where a user's own configuration names another one."""

import shutil
import subprocess
from pathlib import Path

import pytest
from class_directory import ROOT
from sqlalchemy.engine import make_url

from grader.classroom.order import Order
from grader.learner import CourseError
from grader.nbgrader_plugin import anew
from grader.nbgrader_plugin.converter import ConfinedAutograde
from grader.nbgrader_plugin.writing import Writer, open_course


@pytest.fixture
def others(tmp_path, monkeypatch):
    """Two course directories; the second is the root in what stands for ``~/.jupyter``."""
    mine, other, home = (
        tmp_path / "DL [2026], 'a' = 50 % \"b\"",
        tmp_path / "other",
        tmp_path / "me",
    )
    for folder in (mine, other, home):
        folder.mkdir()
    text = "c = get_config()\nc.CourseDirectory.{} = {!r}\n"
    (mine / "nbgrader_config.py").write_text(text.format("source_directory", "ours"))
    (other / "nbgrader_config.py").write_text(text.format("source_directory", "theirs"))
    (home / "nbgrader_config.py").write_text(text.format("root", str(other)))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(home))
    return mine, other


def test_the_course_directory_that_is_named_wins(others):
    """Are the root, the gradebook and the settings those of the folder that was named?"""
    for folder, source in zip(others, ("ours", "theirs"), strict=True):
        course = open_course(folder)
        assert Path(course.root) == folder
        assert course.db_url == f"sqlite:///{folder}/gradebook.db"
        assert course.source_directory == source
        assert Path(course.parent.config.CourseDirectory.root) == folder


def test_a_process_started_anew_grades_the_same_course(others, monkeypatch):
    """Is the new process told the root, which it would read in the user's configuration?"""
    course, given = open_course(others[0]), []

    def run(command, **_):
        given.extend(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(anew.subprocess, "run", run)
    anew.autograde(ConfinedAutograde(coursedir=course, parent=course.parent))
    assert f"--CourseDirectory.root={others[0]}" in given


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a?mode=ro", "50 % & #1", "a%3Fb", "ü%41"])
def test_the_gradebook_lies_in_the_course_whatever_its_path(name, tmp_path):
    """Is no part of the path taken for options or for a sign that a URL has otherwise?"""
    (root := tmp_path / name).mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    course = open_course(root)
    assert make_url(course.db_url).database == f"{root}/gradebook.db"
    writer = Writer(course)
    writer.students()
    with writer._book.transaction():
        pass
    assert (root / "gradebook.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    apart = Order(root, "00", tmp_path / "other")._apart(course).db_url
    assert make_url(apart).database.startswith(f"{root}/grades/other-")


def test_a_path_in_which_a_variable_is_named_is_refused(tmp_path, monkeypatch):
    """Is a configuration that nbgrader would not read, in such a folder, not passed over?"""
    monkeypatch.setenv("TERM_1", "elsewhere")
    (root := tmp_path / "a$TERM_1").mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    with pytest.raises(CourseError, match=r"takes a \$ .* rename the folder"):
        open_course(root)
