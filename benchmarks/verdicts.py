"""One verdict with its card and picture, for the slowest answer of the bank: right or wrong."""

import statistics
import time

from benchmarks.table import Row

NUMPY, KERAS = 0.2, 3.0
"""Seconds that one verdict may take."""

OWN_TRAINING = ("capstone", "clinic_early_stopping")
"""Exercises in which an answer trains for as long as it likes, or as its own patience has it."""

SEARCHES = ("choose_polynomial", "choose_rate")
"""Exercises in which an answer makes a search of its own, for many problems."""

SLOWEST = 6
"""So many answers, those that took longest, are measured again."""


def measure():
    """Two lines of the table."""
    from grader.exercises import all_exercises
    from grader.quiet import installed, quiet_standard_error

    once = {NUMPY: [], KERAS: []}
    for exercise in all_exercises().values():
        if exercise.id in OWN_TRAINING or (exercise.needs and not installed(exercise.needs)):
            continue
        limit = KERAS if builds_models(exercise) else NUMPY
        with quiet_standard_error():
            seconds(exercise, exercise.reference, 0)  # what is done once a process
            once[limit] += [(seconds(exercise, f, 0), exercise, f) for f in answers(exercise)]
    for limit, kind in ((NUMPY, "NumPy"), (KERAS, "Keras")):
        longest = sorted(once[limit], key=lambda each: each[0])[-SLOWEST:]
        with quiet_standard_error():
            again = [(of_three(e, f), f"{e.id}: {f.__name__}") for _, e, f in longest]
        taken, name = max(again)
        words = f"slowest verdict of a {kind} exercise, card included, in s ({name})"
        yield Row(words, taken, limit, False)


def builds_models(exercise):
    """Whether its answers make or train models, which NumPy's limit is not for."""
    return (
        exercise.id in SEARCHES
        or bool(exercise.needs or exercise.weights)
        or "_models" in exercise.reference.__module__
    )


def answers(exercise):
    """All of the bank."""
    mistakes = [mistake.answer for mistake in exercise.mistakes]
    return [exercise.reference, *exercise.alternatives, *mistakes]


def of_three(exercise, answer):
    """Of the middle one of three verdicts, each on inputs of its own."""
    return statistics.median(seconds(exercise, answer, seed) for seed in range(3))


def seconds(exercise, answer, seed):
    """Of one verdict and its card."""
    from grader.judge import judge
    from grader.student import local

    start = time.perf_counter()
    judge(exercise, local(answer), seed)._repr_html_()
    return time.perf_counter() - start
