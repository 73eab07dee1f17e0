"""Criteria for random integers, such as the distances and places that a transform draws."""

import numpy as np

from grader.criteria.chance import SIGMAS, may_be_at_rate
from grader.criteria.criterion import holds

UNKNOWN = "results from which it cannot be told"


def uniform_integers(values, low, high, sentence):
    """Criterion: every integer from low to high comes up equally often, and no other.

    What is found is said in words that do not depend on the draws.

    Parameters
    ----------
    values : integer ndarray, shape (n,)
        n of at least some hundreds for each possible integer, so that each is all but sure to come
        up. An empty array fails.
    low, high : int
        Both included.
    """
    if not values.size:
        return holds(False, sentence, UNKNOWN)
    least, most = int(values.min()), int(values.max())
    found = ""
    if (least, most) != (low, high):
        found = "the same number every time" if least == most else f"numbers from {least} to {most}"
    elif len(np.unique(values)) < high - low + 1:
        never = np.setdiff1d(np.arange(low, high + 1), values)
        found = f"no {' and no '.join(map(str, never[:3]))}"
    elif not _equally_often(values, low, high):
        middle = np.mean((values - (low + high) / 2) ** 2) < ((high - low + 1) ** 2 - 1) / 12
        found = f"a first and a last number that come up too {'rarely' if middle else 'often'}"
    return holds(not found, sentence, found)


def _equally_often(values, low, high):
    """By the number of times that each comes up, and by mean and variance, which see more."""
    size = high - low + 1
    if size == 1:
        return True
    counts = np.bincount(values - low, minlength=size)
    centered = values - (low + high) / 2
    variance = (size**2 - 1) / 12
    fourth = (size**2 - 1) * (3 * size**2 - 7) / 240
    mean_error = np.mean(centered) / np.sqrt(variance / len(values))
    # With two values the variance is no random variable.
    spread = max(np.sqrt((fourth - variance**2) / len(values)), 1e-9)
    variance_error = (np.mean(centered**2) - variance) / spread
    regular = abs(mean_error) <= SIGMAS and abs(variance_error) <= SIGMAS
    return regular and may_be_at_rate(counts, len(values), 1 / size)


def independent_integers(one, other, sentence):
    """Criterion: two random integers of the same draw have nothing to do with each other.

    Parameters
    ----------
    one, other : integer ndarray, shape (n,)
        From 0, however they are distributed.
    """
    if not one.size:
        return holds(False, sentence, UNKNOWN)
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return holds(False, sentence, "one of the two that never changes")
    shares = [np.bincount(values) / len(values) for values in (one, other)]
    counts = np.zeros([len(share) for share in shares], dtype=int)
    np.add.at(counts, (one, other), 1)
    expected = np.outer(*shares)
    passed = may_be_at_rate(counts[expected > 0], len(one), expected[expected > 0])
    found = "two numbers that are always equal" if np.array_equal(one, other) else ""
    return holds(passed, sentence, found or "pairs of numbers that come up more often than others")
