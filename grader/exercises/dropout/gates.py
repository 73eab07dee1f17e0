"""What became of values that went through dropout: which are left, and by what factor they grew."""

import functools

import numpy as np

from grader.criteria import Criterion, holds
from grader.criteria.chance import fresh

NEXT_TO_NOTHING = 1e-4
NOT_FINITE = "numbers that are not finite"
UNKNOWN = "outputs from which it cannot be told"


class Gated:
    """Values before and after a gate that sets some to 0 and multiplies the others by one factor.

    Parameters
    ----------
    after, before : ndarray, of one shape
        Where `before` is 0, nothing can be told, and the value counts as kept.

    Attributes
    ----------
    kept : boolean ndarray
    """

    def __init__(self, after, before):
        self._after, self._before = np.asarray(after, dtype=float), np.asarray(before, dtype=float)
        self._told = self._before != 0
        small = np.abs(self._after) <= NEXT_TO_NOTHING * np.abs(self._before)
        self.kept = ~self._told | ~small

    @functools.cached_property
    def factor(self):
        """Of the kept values; NaN where there are none or where their factors differ."""
        chosen = self._told & self.kept
        factors = self._after[chosen] / self._before[chosen]
        middle = float(np.median(factors)) if factors.size else np.nan
        return middle if np.allclose(factors, middle, rtol=1e-4, atol=0) else np.nan

    @property
    def finite(self):
        """Whether no value came out infinite or as NaN."""
        return bool(np.isfinite(self._after).all())

    @property
    def all(self):
        """Whether all values that are not 0 were kept."""
        return bool(self.kept.all())

    @property
    def none(self):
        """Whether none of the values that are not 0 was kept."""
        return not self.kept[self._told].any()

    @property
    def mixed(self):
        """Whether some values were dropped and the others multiplied by one factor."""
        return bool(np.isfinite(self.factor) and not self.all)

    def words(self, name):
        """What became of the values, which are called `name`."""
        if not self.finite:
            return NOT_FINITE
        if self.none:
            return "nothing but 0"
        if np.isnan(self.factor):
            return f"{name} times a factor that differs from value to value"
        times = f"{name} times {self.factor:.5g}"
        times = f"{name} itself" if np.isclose(self.factor, 1) else times
        return times if self.all else f"0 for some values and {times} for the others"


def scaled(gated, rate, sentence, name):
    """Criterion: what is kept is multiplied by 1 / (1 - rate).

    Parameters
    ----------
    gated : Gated
    rate : float
    sentence : str
    name : str
        What the values are called.
    """
    right = 1 / (1 - rate)
    passed = gated.finite and bool(np.isclose(gated.factor, right, rtol=1e-5, atol=0))
    found = f"{gated.words(name)}. With rate {rate:g}, 1 / (1 - rate) is {right:.5g}"
    close = abs(gated.factor / right - 1) < 0.1
    evidence = "nearly" if close else f"{gated.factor:.3g}"
    return Criterion(sentence, passed, "" if passed else found, evidence)


def unchanged(after, before, sentence, name):
    """Criterion: nothing is dropped and nothing scaled."""
    passed = bool(np.allclose(after, before, rtol=1e-5, atol=1e-5))
    gated = Gated(after, before)
    told = not gated.finite or gated.none or np.isfinite(gated.factor)
    told = told and not np.isclose(gated.factor if gated.all else 0, 1)
    found = gated.words(name) if told else "other values"
    evidence = "some dropped" if gated.mixed else found
    return Criterion(sentence, passed, "" if passed else found, evidence)


def drawn_anew(call, rng, what):
    """Criteria: every call draws anew, and `rng` alone decides what is drawn.

    Parameters
    ----------
    call : callable
        Takes a generator and returns an array that a right answer all but never draws twice.
    rng : numpy.random.Generator
    what : str
        What is drawn, such as "units".
    """
    generator, seed = fresh(rng), int(rng.integers(2**63))
    calls = [call(generator), call(generator)]
    one, same, other = (call(np.random.default_rng(s)) for s in (seed, seed, seed + 1))
    repeated = np.array_equal(*calls) or np.array_equal(one, other)
    sentence = f"Every call draws anew which {what} are dropped"
    yield holds(not repeated, sentence, f"the same {what} dropped in one call as in another")
    sentence = "All randomness comes from `rng`: the same state gives the same result"
    found = "two different results from two calls with the same state of `rng`"
    yield holds(np.array_equal(one, same), sentence, found)


def away_from_zero(rng, shape):
    """Numbers of both signs, none of them near 0."""
    return rng.uniform(0.5, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
