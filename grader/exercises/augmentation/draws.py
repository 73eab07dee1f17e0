"""Criteria for what a transform draws: one draw for each image, all of them from `rng`."""

import numpy as np

from grader.criteria import holds
from grader.criteria.integers import UNKNOWN, independent_integers


def each_its_own(draws, sentence):
    """Criterion: what is drawn for one image of a batch says nothing about any other one.

    Neighbors are compared, and images that lie half a batch apart or as far from its two ends.

    Parameters
    ----------
    draws : list of integer ndarray, shape (n,)
        From 0; each entry belongs to one image.
    sentence : str
    """
    if not draws or not draws[0].size:
        return holds(False, sentence, UNKNOWN)
    varying = [values for values in draws if np.ptp(values)]
    if not varying:
        return holds(False, sentence, "one draw that all images of a batch share")
    for one in varying:
        for other in varying:
            for pair in _pairs(one, other):
                if not independent_integers(*pair, sentence).passed:
                    found = "images of a batch whose draws have to do with each other"
                    return holds(False, sentence, found)
    return holds(True, sentence)


def _pairs(one, other):
    """Values of images that might share a draw; each image is in one pair at most."""
    half = len(one) // 2
    yield one[0 : 2 * half : 2], other[1 : 2 * half : 2]
    yield one[1 : 2 * half - 2 : 2], other[2 : 2 * half - 1 : 2]
    yield one[:half], other[half : 2 * half]
    yield one[:half], other[::-1][:half]


def all_from_rng(call, rng, weight):
    """Two criteria: the state of `rng` decides everything that is drawn, and nothing else does.

    Parameters
    ----------
    call : callable
        Takes a generator and returns a dict of arrays by what they are, in words: the result, and
        each of the things that were drawn for it, NaN where one cannot be told. A right answer all
        but never draws one twice.
    rng : numpy.random.Generator
    weight : float
        Of each of the two; that every state of `rng` gives another result is part of the idea.
    """
    seed = int(rng.integers(2**63))
    first, again, other = (call(np.random.default_rng(s)) for s in (seed, seed, seed + 1))
    sentence = "All randomness comes from `rng`, so the same state of it gives the same result"
    same = all(np.array_equal(first[n], again[n], equal_nan=True) for n in first)
    found = "two different results from two calls with the same state"
    yield holds(same, sentence, found).worth(weight)
    fixed = [name for name, values in first.items() if _alike(values, other[name])]
    sentence = "Everything is drawn anew from `rng`: another state of it gives another result"
    found = f"{fixed[0]} that is the same for every state" if fixed else ""
    yield holds(not fixed, sentence, found).worth(weight).as_idea()


def _alike(one, other):
    """Whether what is known of both is equal, and not always the same number."""
    if one.shape != other.shape:
        return False
    known = ~(np.isnan(one) | np.isnan(other))
    one, other = one[known], other[known]
    return bool(one.size and np.ptp(one) and np.array_equal(one, other))
