"""The course's closing page: what was reached, and what was learned from on the way."""

from itertools import groupby

from grader.exercises import all_exercises
from grader.lab.cards import Note, Stack, Table
from grader.lab.quiz import load_quizzes
from grader.learner import progress_file
from grader.learner.standing import points


def closing():
    """Show the scores of all lessons and the mistakes that checks have recognized so far.

    Returns
    -------
    grader.lab.cards.Stack
        A card with a row a lesson, one with the mistakes and one with the quizzes; the best scores
        count, and what is optional counts for nothing.
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
        Note("Mistakes that were recognized along the way", *_mistakes(records)),
        Note("Questions that were answered before they were explained", *_choices(folder)),
    )


def _row(name, exercises, records):
    """One line of the table: how many of these exercises are solved, and for how many points."""
    pairs = points(exercises, records)
    solved = sum(score == most for score, most in pairs)
    reached, total = (sum(numbers) for numbers in zip(*pairs, strict=True))
    return (name, f"{solved} of {len(pairs)}", f"{reached:g} of {total:g}")


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


def _choices(folder):
    """How many quizzes were right at once, and a line for each that still is not."""
    choices = progress_file.load_choices(folder) if folder else {}
    questions = load_quizzes()
    known = {name: each for name, each in choices.items() if name in questions}
    if not known:
        return ["None so far."]
    right = sum(each["right"] for each in known.values())
    lines = [f"Right at the first try: {right} of {len(known)}."]
    for name in (name for name in questions if name in known and not known[name]["right_now"]):
        wanted = " / ".join(o.text for o in questions[name].options if o.right)
        lines.append(f"Worth another look: {questions[name].question} Right is: {wanted}.")
    return lines
