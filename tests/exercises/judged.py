"""Answers of the bank, each tried once on inputs of its own: the same in every run.

Chance is the subject of `test_false_alarms`; here a verdict must not change between two runs.
"""

import functools
import zlib

import bank
import numpy as np

from grader.exercises import find
from grader.judge import Trial, shares_of
from grader.student import Student, local
from grader.verdict import conclude


def builds_models(exercise):
    """Whether its answers make or train models, which takes a second each."""
    by_keras = exercise.reference.__module__.endswith("_models")
    return bool(exercise.needs or exercise.weights) or by_keras


def seed_of(exercise):
    """The seed of the inputs; everything else that draws in this process is seeded with it too."""
    seed = zlib.crc32(exercise.id.encode())
    np.random.seed(seed)
    if builds_models(exercise):
        import keras

        keras.utils.set_random_seed(seed)
    return seed


@functools.cache
def trial(exercise_id, name):
    """The check's run on an answer of the bank in this process."""
    exercise = find(exercise_id)
    return Trial(exercise, local(bank.answers(exercise)[name]), seed_of(exercise))


def trial_over_the_wire(exercise, name, wire):
    """The check's run on the same answer in another process, which draws for itself."""
    return Trial(exercise, Student(wire, name), seed_of(exercise))


def verdict(exercise, trial_of_answer):
    """What follows from a trial, as `grader.judge.judge` concludes it."""
    mistake = None if trial_of_answer.clean else _recognized(exercise, trial_of_answer)
    return conclude(exercise, trial_of_answer, shares_of(exercise), mistake, seed_of(exercise))


def _recognized(exercise, trial_of_answer):
    """The first mistake that was seen to do the same; each was tried before, and only once."""
    trials = ((m, trial(exercise.id, f"{exercise.id}:{m.name}")) for m in exercise.mistakes)
    return next((m for m, known in trials if known.repeats(trial_of_answer)), None)
