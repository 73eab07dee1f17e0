"""What an exercise's check says of a mutant."""

import contextlib
import copy
import functools
import io
import random
import signal
import sys
import warnings

import numpy as np

from grader.student import local
from grader.trial import Trial

SURVIVED, REJECTED, SLOW, LOST = "survived", "rejected", "too slow", "lost"
SEEDS = (0, 1, 2)
SECONDS = 3
SECONDS_OF_MODELS = 60
"""Of computing, for all seeds, after which an answer hangs."""


class TooLong(KeyboardInterrupt):
    """Raised where an answer computes for too long; no check takes it for an answer's exception."""


def builds_models(exercise):
    """Whether its answers make or train models, which takes a tenth of a second or more each."""
    by_keras = exercise.reference.__module__.endswith("_models")
    return bool(exercise.needs or exercise.weights) or by_keras


def judged(exercise, build, frameworks=False):
    """Whether the check lets a function pass on some of a few fixed inputs.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    build : callable
        Makes the function; where it raises, that is a rejection.
    frameworks : bool
        Whether it computes with one, which takes longer; where it makes models, that is known.

    Returns
    -------
    str
        `SURVIVED`, `REJECTED` by every one of them, or `SLOW`.
    """
    models = builds_models(exercise)
    frameworks |= models
    try:
        with _quiet(), _limited(SECONDS_OF_MODELS if frameworks else SECONDS):
            try:
                answer = build()
            except Exception:
                return REJECTED
            seeds = SEEDS[:1] if models else SEEDS
            passed = any(_passes(exercise, answer, seed, frameworks) for seed in seeds)
    except TooLong:
        return SLOW
    return SURVIVED if passed else REJECTED


def _passes(exercise, answer, seed, frameworks):
    _seed_everything(seed, frameworks)
    trial = Trial(_in_short(exercise), local(answer), seed)
    return trial.clean and not trial.notes.breaches()


@functools.cache
def _in_short(exercise):
    """The same exercise with a check that ends at the first criterion that fails."""
    short = copy.copy(exercise)

    @functools.wraps(exercise.check)
    def check(student, rng):
        for criterion in exercise.check(student, rng):
            yield criterion
            if not criterion.passed:
                return

    short.check = check
    return short


def _seed_everything(seed, frameworks):
    """Start the generators that an answer or a model may draw from, and forget earlier models."""
    random.seed(seed)
    np.random.seed(seed)
    if frameworks and "keras" in sys.modules:
        import keras

        keras.backend.clear_session()
        keras.utils.set_random_seed(seed)


@contextlib.contextmanager
def _quiet():
    """Keep what is printed and warned to itself, and put the global generators back."""
    states = random.getstate(), np.random.get_state()
    words = io.StringIO()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
            yield
    random.setstate(states[0])
    np.random.set_state(states[1])


@contextlib.contextmanager
def _limited(seconds):
    """Raise `TooLong` after so many seconds of computing, and again where that was swallowed.

    Some of LAPACK's routines never end where a number is NaN, and hear nothing: this process ends.
    """

    def stop(number, frame):
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * seconds + 2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
