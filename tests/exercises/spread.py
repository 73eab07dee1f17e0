"""How far a mistake's points depend on the seed of a class: ``python tests/exercises/spread.py``.

Names of exercises or topics may follow. Each registered mistake is judged as in grading a class,
from the seeds of several classes; those that do not always have the same points are printed.
"""

import copy
import secrets
import sys

from scores import chosen

from grader.quiet import quiet_standard_error
from grader.scoring.inside.responding import seed_globals
from grader.scoring.seeds import derived
from grader.scoring.several import judge_on
from grader.student import local

CLASSES = 10
MOST = 0.02
"""Of an exercise's points."""


def shares(exercise, answer, classes):
    """The share of the points that an answer has, in each of several classes."""
    nameless, found = copy.copy(exercise), []
    nameless.mistakes = []  # to recognize them takes longest, and changes no points
    for seed in classes:
        seed_globals()
        verdict = judge_on(nameless, local(answer), derived(seed, exercise))
        found.append(verdict.score / exercise.points)
    return found


def main(words):
    """Print the table; returns the exit code, 1 where a spread is too large."""
    classes = [secrets.token_hex(32) for _ in range(CLASSES)]
    count, spreads = 0, {}
    for exercise in chosen(words):
        for mistake in exercise.mistakes:
            with quiet_standard_error():
                found = shares(exercise, mistake.answer, classes)
            count += 1
            if (spread := max(found) - min(found)) > 0:
                name = f"{exercise.id}: {mistake.name}"
                spreads[name] = spread
                print(f"{min(found):7.3f} to {max(found):.3f}  {name}", flush=True)
    largest = max(spreads.values(), default=0.0)
    print(f"{count} mistakes, {CLASSES} classes: {len(spreads)} vary, by {largest:.1%} at most")
    return int(largest > MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
