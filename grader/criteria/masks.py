"""Criteria for random masks: how often, and independently of what, something is dropped."""

import numpy as np

from grader.criteria.chance import at_rate, near


def drops_at(mask, rate, sentence):
    """Criterion: the share of False in `mask` agrees with `rate`."""
    return at_rate(~mask, rate, sentence, "the share that you drop")


def independent(mask, rate, axis, sentence):
    """Criterion: neighbours along an axis are dropped independently of each other.

    Neighbours form disjoint pairs, so that a pair's agreement is an event of its own, of
    probability rate^2 + (1 - rate)^2.

    Parameters
    ----------
    mask : boolean array
    rate : float
        Away from 0 and 1.
    axis : int
    """
    even = mask.shape[axis] // 2 * 2
    first = np.take(mask, range(0, even, 2), axis)
    second = np.take(mask, range(1, even, 2), axis)
    agree = rate**2 + (1 - rate) ** 2
    return at_rate(first == second, agree, sentence, "the share of neighbours treated alike")


def count_varies(masks, rate, sentence):
    """Criterion: the number dropped varies from call to call as for independent units.

    Parameters
    ----------
    masks : list of boolean arrays
        One a call, all of one shape, at least 100 of them.
    rate : float
    """
    counts = np.array([np.sum(~mask) for mask in masks])
    size = masks[0].size
    expected = size * rate * (1 - rate)
    # Variance of a sample variance, from the binomial's fourth moment.
    excess = (1 - 6 * rate * (1 - rate)) / expected
    sigma = expected * np.sqrt((2 + excess) / len(masks))
    observed = np.mean((counts - size * rate) ** 2)
    return near(observed, expected, sigma, sentence, "the variance of the number dropped")
