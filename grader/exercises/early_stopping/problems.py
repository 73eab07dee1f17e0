"""Linear regressions whose validation error goes as wanted while gradient descent trains.

Along each eigenvector of the training error's Hessian everything is known in advance: t steps cover
the share 1 - (1 - learning_rate * eigenvalue)^t of the way.
"""

from typing import NamedTuple

import numpy as np

from grader.reference.early_stopping import descent_path

STEPS = 22
CANDIDATES = 400
NOISE = 0.1
# No validation error comes closer to the best one before it, so that rounding decides nothing.
MARGIN = 1e-3
FINE = 1e-5
SMALL = 2.0**-12
EVEN = (2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 0.0)


class Problem(NamedTuple):
    """Data ``(x, y, x_val, y_val)``, a learning rate, and the validation error after each step."""

    data: tuple
    learning_rate: float
    errors: np.ndarray


def falling(rng):
    """A problem whose validation error falls in each of the first 10 steps.

    The steps are so short that a single one that is longer by the number of samples, or half of
    that, still leads down.
    """
    while True:
        problem = _problem(rng, lambda improved, _: improved[:10].all(axis=0), (0.04, 0.07))
        n = len(problem.data[0])
        longer = [_errors(problem, factor, 1)[1] for factor in (n, n / 2)]
        if max(longer) < problem.errors[0]:
            return problem


def rising(rng):
    """A problem whose validation error never falls below that of w = 0, uphill neither.

    It falls from step 1 to step 2, though. On the validation data, these steps lead down.
    """

    def wanted(improved, rises):
        return ~improved.any(axis=0) & ~rises[1]

    while True:
        problem = _problem(rng, wanted, (1.4, 1.9), (2.2, 3.5))
        if min(_errors(problem, -1, 9)[1:]) > problem.errors[0]:
            return problem


def _errors(problem, factor, steps):
    """The validation errors of steps that are so many times as long."""
    x, y, x_val, y_val = problem.data
    path = descent_path(x, y, factor * problem.learning_rate, steps)
    return [np.mean((x_val @ w - y_val) ** 2) for w in path]


def valley(rng):
    """A problem whose error falls, rises for 3 steps, and 2 or more steps later is lower still."""

    def wanted(improved, rises):
        falls = improved.cumprod(axis=0).sum(axis=0)
        after = np.cumsum(improved, axis=0) - falls
        steps = np.minimum(falls + np.arange(5)[:, np.newaxis], STEPS - 1)
        in_a_row = np.take_along_axis(rises, steps[:3], axis=0).all(axis=0)
        waits = np.take_along_axis(after, steps, axis=0)[4] == 0
        return (falls > 2) & (falls < 9) & in_a_row & waits & (after[-1] > 0)

    return _problem(rng, wanted, (0.3, 0.8))


def waiting(rng):
    """A problem in which two steps in a row do not improve, then one does, the last two do not.

    The first step does.
    """

    def wanted(improved, _):
        waits = ~improved[:-2] & ~improved[1:-1] & improved[2:]
        return improved[0] & waits.any(axis=0) & ~improved[-2:].any(axis=0)

    return _problem(rng, wanted, (1.4, 1.9))


def hasty(rng):
    """A problem in which the first step improves, the second does not, and the third does."""
    return _problem(rng, lambda improved, _: improved[0] & ~improved[1] & improved[2], (1.4, 1.9))


def late(rng):
    """A problem whose error rises at first and is below that of w = 0 from step 3 or 4 on."""

    def wanted(improved, _):
        return ~improved[:2].any(axis=0) & (improved[2] | improved[3])

    return _problem(rng, wanted, (0.9, 1.3))


def flat(rng, problem):
    """The problem with targets of 0 in training: w = 0 is its minimum, and no step changes it.

    Of the validation targets, the mean, the variance, the sum of the squares and its root are exact
    in floating point, so that no way to compute the error makes a difference between the steps.
    """
    x, y, *_ = problem.data
    y_val = rng.permutation(EVEN) * rng.choice([-1.0, 1.0], size=len(EVEN))
    x_val = rng.normal(size=(len(EVEN), x.shape[1]))
    errors = np.full(STEPS + 1, np.mean(y_val**2))
    return Problem((x, np.zeros(y.shape), x_val, y_val), problem.learning_rate, errors)


def creeping(rng):
    """A problem whose error falls in each of more than 100 steps, by very little.

    The targets are tiny, so that the differences are too, and clear nevertheless.
    """
    steps = int(rng.integers(110, 130))
    while True:
        problem = falling(rng)
        x, y, x_val, y_val = problem.data
        data = x, SMALL * y, x_val, SMALL * y_val
        slow = Problem(data, problem.learning_rate / 16, None)
        errors = np.array(_errors(slow, 1, steps))
        if np.all(np.diff(errors) < -FINE * errors[:-1]):
            return slow._replace(errors=errors)


def _problem(rng, wanted, rates, scales=(0.5, 3.0)):
    """A problem with steps (from 1) that improve, and rise from the one before, as `wanted` asks.

    `rates` are the limits of the learning rate times the greatest curvature, and `scales` are those
    of that curvature. Above a rate of 1, the steps overshoot along one axis, back and forth.
    """
    n, m, d = int(rng.integers(8, 14)), int(rng.integers(7, 10)), 3
    while True:
        curvatures, rate, goals, best = _candidates(rng, d, rates, scales)
        left = np.ones((STEPS + 1, *curvatures.shape))
        left[1:] -= rate * curvatures
        covered = 1 - np.cumprod(left, axis=0)
        errors = np.sum((covered * goals - best) ** 2, axis=-1) + NOISE
        lowest = np.minimum.accumulate(errors)[:-1]
        clear = np.all(np.abs(errors[1:] - lowest) > MARGIN * lowest, axis=0)
        found = np.flatnonzero(clear & wanted(errors[1:] < lowest, np.diff(errors, axis=0) > 0))
        if found.size:
            k = found[0]
            axes = np.linalg.qr(rng.normal(size=(d, d)))[0]
            training = _regression(rng, n, np.sqrt(curvatures[k] / 2), axes, goals[k])
            validation = _regression(rng, m, np.ones(d), axes, best[k])
            return Problem((*training, *validation), float(rate), errors[:, k])


def _candidates(rng, d, rates, scales):
    """Curvatures of the training error, a learning rate, and the minimizers of both errors."""
    curvatures = np.exp(rng.uniform(-4.0, -1.0, size=(CANDIDATES, d)))
    curvatures[:, 0] = 1.0
    scale = rng.uniform(*scales)
    goals, best = rng.uniform(-2.0, 2.0, size=(2, CANDIDATES, d))
    return scale * curvatures, rng.uniform(*rates) / scale, goals, best


def _regression(rng, n, scales, axes, minimizer):
    """Inputs with X^T X / n of these eigenvectors and roots of eigenvalues; noisy targets."""
    basis = np.sqrt(n) * np.linalg.qr(rng.normal(size=(n, len(scales) + 1)))[0]
    inputs, noise = basis[:, :-1] * scales, np.sqrt(NOISE) * basis[:, -1]
    return inputs @ axes.T, inputs @ minimizer + noise
