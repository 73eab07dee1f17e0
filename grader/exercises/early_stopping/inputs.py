"""Validation curves, in eighths: sums and differences of them are exact in floating point.

Most are short and told in waits: so many epochs without improvement after the first epoch, so many
after the next one that improves, and so on. While the rule waits, losses go up and down.
"""

from typing import NamedTuple

import numpy as np

HUGE = 1e12
TINY = 2.0**-20


class Case(NamedTuple):
    """The arguments of one call of `stopping_epoch`."""

    losses: np.ndarray
    patience: int
    min_delta: float = 0.0


def story(rng, waits, tie=False, delta=0):
    """Losses that improve, wait, improve and so on.

    Parameters
    ----------
    waits : list of int
        Epochs without improvement after the first epoch and after each later improvement.
    tie : bool
        Whether every second loss of a wait is equal to the best one.
    delta : int
        min_delta in eighths: improvements exceed it, and waits stay within it; in each wait of two
        epochs or more a loss lies below the best one by exactly `delta`.

    Returns
    -------
    ndarray, shape (epochs,)
    """
    best, losses = int(rng.integers(44, 57)), []
    for wait in waits:
        losses.append(best)
        for place in range(wait):
            losses.append(best + _waited(rng, place, tie, delta))
        best -= delta + int(rng.integers(1, 5))
    return np.array(losses) / 8


def _waited(rng, place, tie, delta):
    """How far above the best loss one without improvement lies, in eighths: high, low, high..."""
    if place % 2 == 0:
        return int(rng.integers(1, delta)) if delta else int(rng.integers(4, 8))
    if tie or delta:
        return -delta if place == 1 else -int(rng.integers(0, delta + 1))
    return int(rng.integers(1, 4))


def clear(rng, **options):
    """Cases in which a rule that waits one epoch more or less ends one epoch later or earlier.

    Waits in between are two short of the patience, the last one exceeds it by one; after that, in
    all cases but one, comes the lowest loss of all.
    """
    told = ((3, [1, 1, 4, 0]), (3, [1, 0, 1, 4, 0]), (4, [2, 1, 5, 0]), (4, [1, 2, 5]))
    return [Case(story(rng, waits, **options), patience) for patience, waits in told]


def sharp(rng):
    """Cases in which one epoch more or less decides.

    One wait ends just before patience runs out. The last one is over as it does, and then comes an
    improvement (but for one case, which is at its end by then).
    """
    cases = []
    for patience in (2, 3, 4):
        first = int(rng.integers(0, patience - 1))
        cases.append(Case(story(rng, [first, patience - 1, patience, 0]), patience))
    return [*cases, Case(story(rng, [0, 1, 2]), 2)]


def from_the_first(rng):
    """Cases in which the first epoch stays the best for as long as patience lasts, or almost.

    With a patience of 1, the first epoch without improvement is the last one.
    """
    one, others = 2, (int(rng.integers(3, 5)), 1)
    cases = [Case(story(rng, [other - 1, other, 1]), other) for other in others]
    return [Case(story(rng, [one, 1]), one), *cases]


def unstopped(rng):
    """Cases whose patience does not run out; the first two fall short of it by a single epoch."""
    told = ((2, [0, 0, 1]), (3, [1, 1, 1, 2]), (4, [0, 2, 2, 1]), (3, [1, 0, 1, 1, 0]))
    cases = [Case(story(rng, waits), patience) for patience, waits in told]
    # The least loss of all comes last, and is no improvement.
    last = int(rng.integers(40, 60)) - np.array([0, 4, 3, 5])
    return [*cases, Case(last / 8, 4, 0.25)]


def with_min_delta(rng):
    """Cases in which min_delta decides, told apart from one another as those of `clear` are."""
    cases = []
    for delta in (2, 3):
        for patience, waits in ((3, [1, 1, 4, 0]), (4, [2, 1, 5, 0])):
            cases.append(Case(story(rng, waits, delta=delta), patience, delta / 8))
    return [*cases, creeping(rng, 2), creeping(rng, 3)]


def creeping(rng, delta):
    """A case in which many small falls together are an improvement."""
    start = int(rng.integers(44, 57))
    falls = start - np.arange(delta + 2)
    above = [delta + 1, *(int(rng.integers(1, 4)) for _ in range(delta + 2))]
    return Case(np.append(falls, falls[-1] + above) / 8, delta + 2, delta / 8)


def fine(rng):
    """A case without min_delta whose falls are smaller than any min_delta that one may think of."""
    return Case(story(rng, [1, 1, 4, 0]) * TINY, 3)


def through_zero(rng):
    """Cases in which the best loss is 0 while the rule waits."""
    cases = []
    for losses, patience, _ in clear(rng)[:2]:
        best = np.unique(np.minimum.accumulate(losses))[1]
        cases.append(Case(losses - best, patience))
    return cases


def below_zero(rng):
    """Cases with losses below 0, as the logarithm of a likelihood may give."""
    return [Case(losses - 16, patience) for losses, patience, _ in clear(rng)[1:3]]


def huge(rng):
    """A case whose first losses are greater than whatever one may take for infinity."""
    start = HUGE * np.array([1, 4, 2])
    return Case(np.append(start, story(rng, [1, 4])), 3)


def curve(rng):
    """A noisy curve that falls and then rises; no value comes twice, the second is no greater.

    Returns
    -------
    ndarray, shape (epochs,)
    """
    epochs = np.arange(int(rng.integers(14, 22)))
    level, pace = rng.uniform(3.0, 9.0), rng.uniform(2.0, 6.0)
    noisy = level + 5 * np.exp(-epochs / pace) + 0.1 * epochs
    noisy += rng.normal(scale=0.6, size=len(epochs))
    noisy[0] = noisy.max() + 1
    order, losses = np.argsort(noisy), np.empty(len(epochs))
    # In order of size, each is at least an eighth above the one before.
    losses[order] = np.maximum.accumulate(np.round(8 * noisy[order]) - epochs) + epochs
    return losses / 8
