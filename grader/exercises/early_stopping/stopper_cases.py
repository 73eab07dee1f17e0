"""What the answers to EarlyStopper are tried on, drawn once for all that are judged on a seed."""

import functools
from typing import NamedTuple

import numpy as np

from grader.criteria.cases import telling
from grader.exercises.early_stopping import improving_stoppers, inputs, stoppers
from grader.reference import early_stopping as reference


class Told(NamedTuple):
    """Cases ``(values, patience, min_delta, mode)``, and what is right, as `stoppers.outcome`."""

    cases: list
    right: np.ndarray


class Drawn(NamedTuple):
    """What one check tells the stoppers, by what it shows."""

    clear: Told
    sharp: Told
    from_the_first: Told
    tie: Told
    min_delta: Told
    maxima: Told
    min_delta_of_maxima: Told
    zero: Told
    huge: Told
    falling: np.ndarray
    fifth: np.ndarray
    first: np.ndarray


@functools.lru_cache(maxsize=4)
def drawn(seed):
    """The cases of a seed."""
    rng = np.random.default_rng(seed)
    minima, maxima = (telling(lambda: inputs.with_min_delta(rng)[::2], MIN_DELTA) for _ in range(2))
    huge = [inputs.huge(rng) for _ in range(2)]
    told = {
        "clear": _in_mode("min", inputs.clear(rng)),
        "sharp": _in_mode("min", inputs.sharp(rng)),
        "from_the_first": _in_mode("min", inputs.from_the_first(rng)),
        "tie": _in_mode("min", inputs.clear(rng, tie=True)[:2]),
        "min_delta": _in_mode("min", [*minima, inputs.fine(rng)]),
        "maxima": _in_mode("max", inputs.clear(rng)[2:]),
        "min_delta_of_maxima": _in_mode("max", maxima),
        "zero": _in_mode("min", inputs.through_zero(rng) + inputs.below_zero(rng)),
        "huge": _in_mode("min", huge[:1]) + _in_mode("max", huge[1:]),
    }
    told = {name: Told(cases, _right(cases)) for name, cases in told.items()}
    falling = np.sort(inputs.curve(rng)[:4])[::-1]
    # Of these two, only the last update ends the training: update 5 or 0 is two before it.
    return Drawn(
        **told,
        falling=falling,
        fifth=inputs.story(rng, [0, 1, 0, 0, 2]),
        first=inputs.story(rng, [2], delta=2),
    )


def _stops_by(stopper_class):
    return lambda losses, patience, min_delta: stoppers.outcome(
        stopper_class, losses, patience, min_delta
    )[0]


MIN_DELTA = [
    _stops_by(each)
    for each in (
        stoppers.Watcher,
        improving_stoppers.IgnoresMinDelta,
        improving_stoppers.TurnsMinDeltaRound,
        improving_stoppers.BestCreeps,
        improving_stoppers.CountsEqualValues,
    )
]
"""What the cases with min_delta must tell apart."""


def _in_mode(mode, cases):
    """The cases as a stopper in this mode is told them: maxima are turned upside down."""
    turned = [20 - case.losses if mode == "max" else case.losses for case in cases]
    return [(values, *case[1:], mode) for values, case in zip(turned, cases, strict=True)]


def _right(cases):
    return np.array([stoppers.outcome(reference.EarlyStopper, *case) for case in cases])
