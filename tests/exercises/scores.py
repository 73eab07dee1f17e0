"""What each registered mistake earns: ``python tests/exercises/scores.py [exercise or topic ...]``.

Ideas are printed first and slips last; the order is what `test_scores` holds on to.
"""

import sys

from judged import seed_of, trial, verdict

from grader.exercises import all_exercises
from grader.judge import tried
from grader.quiet import installed
from grader.student import local

KINDS = ("idea", "", "slip")


def rows(exercise):
    """One row a mistake: (what it is about, its name, score), by kind and then by score."""
    found = []
    for mistake in exercise.mistakes:
        found.append((mistake.about, mistake.name, _score(exercise, mistake)))
    return sorted(found, key=lambda row: (KINDS.index(row[0]), row[2]))


def _score(exercise, mistake):
    """Its points; results of another form are judged in the right one, as `judge` does."""
    first = trial(exercise.id, f"{exercise.id}:{mistake.name}")
    trials = (
        tried(exercise, local(mistake.answer), seed_of(exercise)) if first.misshapen else [first]
    )
    counts = trials[-1] if trials[-1].counts else trials[0]
    return verdict(exercise, counts).score


def table(exercise):
    """The rows of an exercise as text."""
    lines = [f"{exercise.id}, {exercise.points:g} points"]
    for about, name, score in rows(exercise):
        lines.append(f"  {score:5.2f}  {score / exercise.points:4.0%}  {about or '-':5} {name}")
    return "\n".join(lines)


def chosen(words):
    """The exercises of these ids or topics; all that can be run here where there are no words."""
    for exercise in all_exercises().values():
        topic = exercise.check.__module__.split(".")[2]
        wanted = not words or exercise.id in words or topic in words
        if wanted and (not exercise.needs or installed(exercise.needs)):
            yield exercise


if __name__ == "__main__":
    for each in chosen(sys.argv[1:]):
        print(table(each), flush=True)
