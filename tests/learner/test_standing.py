"""`progress()`: this lesson's exercises, and a bar for each other lesson."""

import pytest

from grader import check, progress
from grader.exercises import all_exercises, find
from grader.learner import progress_file
from grader.learner.standing import LENGTH


@pytest.fixture
def folder(mine):
    progress_file.create(mine)
    return mine


@pytest.fixture
def in_lesson(folder, monkeypatch):
    """Work in the folder of a lesson."""
    (folder / "00_start_here").mkdir()
    monkeypatch.chdir(folder / "00_start_here")


def test_it_shows_what_is_solved(in_lesson):
    """Does a check reach the table, with its best score and last status?"""
    check(find("standardize").reference)
    check(lambda train, test: None, exercise="standardize")
    own, _ = progress().cards
    assert own.rows == (("standardize", "failed", "2 of 2"),)


def test_other_lessons_are_bars(in_lesson, folder):
    """Has each other lesson one row, with a bar as long as the share of its points?"""
    half = find("dropout_backward")
    progress_file.record(folder, half.id, "partial", half.points / 2, half.points)
    bars = {lesson: (bar, points) for lesson, bar, points in progress().cards[1].rows}
    assert bars.keys() == {e.lesson for e in all_exercises().values()} - {"00_start_here"}
    total = sum(e.points for e in all_exercises().values() if e.lesson == half.lesson)
    optional = find("DropoutNet").points
    bar, points = bars[half.lesson]
    assert points == f"{half.points / 2:g} of {total - optional:g}"
    assert bar.count("▰") == int(LENGTH * half.points / 2 / (total - optional))
    assert len(bar) == LENGTH


def test_a_full_bar_is_for_all_points(folder):
    """Is the bar full exactly when everything is solved, optional exercises left aside?"""
    for exercise in all_exercises().values():
        if exercise.lesson == "03_dropout" and not exercise.optional:
            rows = dict(row[:2] for row in progress("00_start_here").cards[1].rows)
            assert "▱" in rows["03_dropout"]
            progress_file.record(folder, exercise.id, "passed", exercise.points, exercise.points)
    rows = dict(row[:2] for row in progress("00_start_here").cards[1].rows)
    assert rows["03_dropout"] == "▰" * LENGTH


def test_outside_of_a_lesson_there_are_only_bars(folder):
    """Does it work in any folder?"""
    assert len(progress().rows) == len({e.lesson for e in all_exercises().values()})


def test_without_a_learners_folder_it_says_so(tmp_path, monkeypatch):
    """Is it told why all bars are empty?"""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "No learner's folder here" in repr(progress())
