"""A small course of two lessons, and a learner's folder for it."""

import json
import sys

import pytest

from grader.learner import folder


@pytest.fixture
def release(tmp_path):
    """Write a student notebook of one Markdown cell into the course."""

    def write(name, text):
        cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}]
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path = tmp_path / "course" / "notebooks" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook))

    return write


@pytest.fixture
def course(tmp_path, release):
    """A course root with the lessons 00_start_here and 03_dropout."""
    release("00_start_here", "welcome")
    release("03_dropout", "dropout, first version")
    return tmp_path / "course"


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """An empty learner's folder, which COURSE_FOLDER names."""
    path = tmp_path / "mine"
    path.mkdir()
    monkeypatch.setenv("COURSE_FOLDER", str(path))
    return path


@pytest.fixture
def run(course, mine, monkeypatch, capsys):
    """Run `course` on the small course: returns exit code, standard output, standard error."""
    from grader import cli

    monkeypatch.setattr(folder, "course_root", lambda: course)

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["course", *arguments])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code
        output, error = capsys.readouterr()
        if isinstance(code, str):  # what sys.exit prints when the interpreter ends
            return 1, output, error + code
        return code or 0, output, error

    return command
