"""How far a learner has come: this lesson's exercises one by one, every other lesson as a bar."""

from itertools import groupby
from pathlib import Path

from grader.exercises import all_exercises
from grader.lab.cards import Stack, Table
from grader.learner import progress_file
from grader.learner.records import best_score

LENGTH = 10
"""Of a bar, in characters."""


def progress(lesson=None):
    """Show which exercises of a lesson are solved, and how much of each other lesson.

    Parameters
    ----------
    lesson : str, optional
        Such as ``03_dropout``; by default the one in whose folder the notebook runs.

    Returns
    -------
    grader.lab.cards.Stack or Table
        Outside of a lesson's folder, the bars of all lessons alone.
    """
    folder = progress_file.find_folder()
    records = progress_file.load(folder) if folder else {}
    by_lesson = {
        name: list(members)
        for name, members in groupby(all_exercises().values(), key=lambda each: each.lesson)
    }
    here = lesson or Path.cwd().name
    note = "" if folder else "No learner's folder here: start the course with `make lab`."
    bars = [_bar(name, members, records) for name, members in by_lesson.items() if name != here]
    others = Table(("Lesson", "Solved", "Points"), tuple(bars), note)
    if here not in by_lesson:
        return others
    rows = tuple(_row(exercise, records) for exercise in by_lesson[here])
    return Stack(Table(("Exercise", "Last check", "Best score"), rows), others)


def points(exercises, records):
    """Points that were reached in exercises, and those to be had; optional ones are left out.

    Parameters
    ----------
    exercises : iterable of grader.exercise.Exercise
    records : dict
        From `grader.learner.progress_file.load`.

    Returns
    -------
    list of (float, float)
        A pair an exercise: the best score, never more than what the exercise gives now.
    """
    counted = [each for each in exercises if not each.optional]
    return [(best_score(records, each), each.points) for each in counted]


def _row(exercise, records):
    record = records.get(exercise.id, {})
    name = f"{exercise.id} (optional)" if exercise.optional else exercise.id
    score = f"{record.get('score', 0):g} of {exercise.points:g}"
    return (name, record.get("status", "not attempted"), score)


def _bar(lesson, exercises, records):
    reached, total = (sum(numbers) for numbers in zip(*points(exercises, records), strict=True))
    full = int(LENGTH * reached / total)
    return (lesson, "▰" * full + "▱" * (LENGTH - full), f"{reached:g} of {total:g}")
