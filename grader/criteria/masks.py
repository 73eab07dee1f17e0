"""Criteria for random masks: how often, and independently of what, something is dropped."""

from dataclasses import replace

import numpy as np

from grader.criteria.chance import SIGMAS, at_rate
from grader.criteria.criterion import Criterion, holds
from grader.criteria.sketch import Sketch

ROWS, COLUMNS = 20, 40
"""Of a mask that is drawn."""


def drops_at(mask, rate, what):
    """Criterion: the share of False in `mask` agrees with `rate`.

    What shares one fate along a whole axis counts once, so that a wrong answer's score does not
    hang on the few numbers that it draws.

    Parameters
    ----------
    mask : boolean ndarray
        True where something is kept.
    rate : float
    what : str
        What is dropped, such as "units".
    """
    sentence = f"With `rate` {rate:g}, about {rate:.0%} of the {what} are dropped"
    share = float(np.mean(~mask))
    if share in (0.0, 1.0):
        return holds(False, sentence, "none dropped" if share == 0 else "all of them dropped")
    criterion = at_rate(~_once(mask), rate, sentence)
    found = "" if criterion.passed else f"{share:.0%} of {mask.size:,} {what} dropped"
    return replace(criterion, found=found)


def _once(mask, but=None):
    """The mask with one entry for each axis, `but` one, along which all entries are alike."""
    for axis in range(mask.ndim):
        first = np.take(mask, [0], axis)
        if axis != but and np.all(mask == first):
            mask = first
    return mask


def independent(mask, axis, sentence, alike=""):
    """Criterion: entries of one axis are dropped independently of each other.

    Neighbors are compared, and entries half the axis apart. They form disjoint pairs, so that a
    pair's agreement is an event of its own, of probability p^2 + (1 - p)^2, with p the share that
    was dropped.

    Parameters
    ----------
    mask : boolean ndarray
    axis : int
    sentence : str
    alike : str
        What came if all entries of the axis share one fate, in words.
    """
    if mask.all() or not mask.any():
        return holds(False, sentence, "none dropped" if mask.all() else "all of them dropped")
    rate, mask = np.mean(~mask), _once(mask, but=axis)
    even = mask.shape[axis] // 2 * 2
    places, half = np.arange(even), even // 2
    agree = rate**2 + (1 - rate) ** 2
    for one, other in ((places[::2], places[1::2]), (places[:half], places[half:])):
        same = np.take(mask, one, axis) == np.take(mask, other, axis)
        criterion = at_rate(same, agree, sentence)
        if not criterion.passed:
            found = f"the same fate for {np.mean(same):.0%} of the pairs that were compared, where "
            found += f"independent draws give {agree:.0%}"
            if same.all() and alike:
                return replace(criterion, found=alike, evidence=alike)
            return replace(criterion, found=found)
    return holds(True, sentence)


def count_varies(masks, rate, sentence):
    """Criterion: the number dropped varies from call to call as for independent units.

    Parameters
    ----------
    masks : list of boolean ndarray
        One a call, all of one shape, at least 100 of them.
    rate : float
        With the share that was dropped in all of them, only the variation counts.
    sentence : str
    """
    counts = np.array([np.sum(~mask) for mask in masks])
    if np.ptp(counts) == 0:
        return holds(False, sentence, f"the same number in each of {len(masks)} calls")
    off = excess_variation(counts, masks[0].size, rate)
    more = "more" if off > 0 else "less"
    found = f"a number that varies {more} than independent draws explain"
    passed = abs(off) <= SIGMAS
    return Criterion(sentence, passed, "" if passed else found, more)


def excess_variation(counts, size, rate):
    """How many sigma the variance of some counts lies above that of independent events.

    By Wilson and Hilferty, the cube root of a variance is nearly normal.

    Parameters
    ----------
    counts : integer ndarray
        At least some dozens.
    size : int
        Number of events that each counts.
    rate : float
        Their probability, not 0 or 1.
    """
    expected = size * rate * (1 - rate)
    kurtosis = (1 - 6 * rate * (1 - rate)) / expected
    ninth = (2 + kurtosis) / (9 * len(counts))
    ratio = np.mean((counts - size * rate) ** 2) / expected
    return float((np.cbrt(ratio) - (1 - ninth)) / np.sqrt(ninth))


def beside_an_example(mask, rate, words):
    """Picture of a mask, beside one of independent draws.

    Parameters
    ----------
    mask : boolean ndarray, shape (rows, columns)
    rate : float
    words : str
        What to look at.
    """
    shown = mask[:ROWS, :COLUMNS]
    example = np.random.default_rng(0).random(shown.shape) >= rate
    return Sketch("mask", shown, example, words)
