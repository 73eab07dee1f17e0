"""The course's closing page: what was reached, and what was learnt from on the way."""

from itertools import groupby

from grader.exercises import all_exercises
from grader.lab.cards import Note, Stack, Table
from grader.learner import progress_file


def closing():
    """Show the scores of all lessons and the mistakes that checks have recognised so far.

    Returns
    -------
    grader.lab.cards.Stack
        A card with a row a lesson and one with the mistakes; the best scores count, and what is
        optional counts for nothing.
    """
    folder = progress_file.find_folder()
    records = progress_file.load(folder) if folder else {}
    exercises = [each for each in all_exercises().values() if not each.optional]
    lessons = groupby(exercises, key=lambda each: each.lesson)
    rows = [_row(lesson, list(members), records) for lesson, members in lessons]
    rows.append(_row("All lessons", exercises, records))
    note = "" if folder else "No learner's folder here: start the course with `make lab`."
    return Stack(
        Table(("Lesson", "Exercises solved", "Points"), tuple(rows), note),
        Note("Mistakes that were recognised along the way", *_mistakes(records)),
    )


def _row(name, exercises, records):
    """One line of the table: how many of these exercises are solved, and for how many points."""
    scores = [min(records.get(e.id, {}).get("score", 0.0), e.points) for e in exercises]
    solved = sum(score == e.points for e, score in zip(exercises, scores, strict=True))
    total = sum(each.points for each in exercises)
    return (name, f"{solved} of {len(exercises)}", f"{sum(scores):g} of {total:g}")


def _mistakes(records):
    """A sentence for each mistake that is on record, lesson by lesson."""
    found = []
    for exercise in all_exercises().values():
        counts = records.get(exercise.id, {}).get("mistakes", {})
        for mistake in exercise.mistakes:
            if count := counts.get(mistake.name):
                times = "" if count == 1 else f" ({count} times)"
                found.append(f"{exercise.id}{times}: {mistake.message}")
    return found or ["None so far."]
