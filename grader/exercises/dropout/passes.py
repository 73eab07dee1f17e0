"""Passes through a network with dropout whose second layer lets its hidden units be told.

The first outputs are the hidden units, each with its bias; the next ones mix all units; the last
one is its bias alone.
"""

import copy
import itertools

import numpy as np

from grader.criteria import arrays
from grader.criteria.chance import fresh
from grader.exercises.dropout.gates import Gated, away_from_zero

NAMES = ("mean", "std")
MIXED = 3


class Passes:
    """One call of an answer.

    Parameters
    ----------
    student : grader.student.Student
    rng : numpy.random.Generator
    n, hidden : int
    n_samples : int
    rate : float
    alive : bool
        Whether no hidden unit is cut off by the ReLU.

    Attributes
    ----------
    before : ndarray, shape (n, hidden)
        The hidden units before the ReLU.
    mean, std : ndarray, shape (n, hidden + MIXED + 1)
        What came; where probabilities came, the logarithms of one pass' are its logits again.
    are_probabilities : bool
    """

    def __init__(self, student, rng, n, hidden, n_samples, rate, alive=False):
        x, w1 = rng.normal(size=(n, 4)), rng.normal(size=(4, hidden))
        b1 = rng.uniform(0.5, 2, hidden) - x[0] @ w1 if alive else rng.uniform(-1, 1, hidden)
        self.mixing = rng.normal(scale=0.2, size=(hidden, MIXED))
        self.b2 = away_from_zero(rng, hidden + MIXED + 1)
        self.before = x @ w1 + b1
        w2 = np.hstack([np.eye(hidden), self.mixing, np.zeros((hidden, 1))])
        layers, shapes = (w1, b1, w2, self.b2), [(n, len(self.b2))] * 2
        self._x, self._layers, self._rate = x, layers, rate
        self._call = lambda rng: arrays(student(x, *layers, rate, n_samples, rng), shapes, NAMES)
        self._ask(fresh(rng))

    def _ask(self, rng):
        self.mean, self.std = self._call(rng)
        self.are_probabilities = np.allclose(self.mean.sum(axis=1), 1, atol=1e-4)
        if self.are_probabilities:
            logarithms = np.log(self.mean)
            self.mean = logarithms - logarithms[:, -1:] + self.b2[-1]

    def again(self, rng):
        """The same call on another state of `rng`."""
        again = copy.copy(self)
        again._ask(rng)
        return again

    @property
    def active(self):
        """Which hidden units the ReLU lets through; those near 0 are left out."""
        return self.before > 0.1

    def units(self, bias=True):
        """The hidden units as the mean shows them, shape (n, hidden).

        Parameters
        ----------
        bias : bool
            Whether b2 is in the mean.
        """
        return (self.mean - (self.b2 if bias else 0))[:, : -MIXED - 1]

    def gated(self, bias=True):
        """What became of the active units, by the mean."""
        return Gated(self.units(bias)[self.active], self.before[self.active])

    def odd(self, bias=True):
        """What explains hidden units that no dropout of them does, in words; empty if unknown."""
        w1, b1, w2, b2 = self._layers
        if Gated(self.mean, np.maximum(self.before, 0) @ w2 + b2).mixed:
            return "outputs of which some are 0 as a whole"
        if np.all(self.mean >= 0):
            return "outputs of which none is negative"
        units, without = self.units(bias), self._x @ w1
        if np.isfinite(Gated(units[without > 0.1], without[without > 0.1]).factor):
            return "units without b1"
        masks = np.array(list(itertools.product((0, 1), repeat=w1.shape[0]))) / (1 - self._rate)
        possible = np.maximum((self._x * masks[:, np.newaxis]) @ w1 + b1, 0)
        fits = np.isclose(possible, units, rtol=1e-4, atol=1e-4).all(axis=2).any(axis=0)
        return "units of which some inputs are missing" if fits.all() else ""

    def mixed_spread(self):
        """Of one row in two passes: whether the spread of the mixed outputs is one of both kinds.

        A unit differs between the two passes by twice its own spread, up or down.

        Returns
        -------
        alike, fits : bool
            Whether it is the one where all units went up together, and whether signs exist for
            which it is right in all outputs.
        """
        own, mixed = self.std[0, : -MIXED - 1], self.std[0, -MIXED - 1 : -1]
        differing = np.flatnonzero(own > 1e-6)
        signs = np.array(list(itertools.product((1, -1), repeat=len(differing))))
        possible = np.abs((signs * own[differing]) @ self.mixing[differing])
        right = np.isclose(possible, mixed, rtol=1e-3, atol=1e-3).all(axis=1)
        return bool(right[0]), bool(right.any())

    def fits_one_mask(self, bias=True):
        """Whether the mixed outputs come from the units that the others show."""
        mixed = (self.mean - (self.b2 if bias else 0))[:, -MIXED - 1 : -1]
        return np.allclose(mixed, self.units(bias) @ self.mixing, rtol=1e-4, atol=1e-3)
