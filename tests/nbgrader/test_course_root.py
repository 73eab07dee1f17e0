"""A course directory that is named, where a user's own configuration names another one."""

import subprocess
from pathlib import Path

import pytest

from grader.nbgrader_plugin import anew
from grader.nbgrader_plugin.converter import ConfinedAutograde
from grader.nbgrader_plugin.writing import open_course


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
