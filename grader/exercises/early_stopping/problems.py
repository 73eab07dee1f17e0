"""Linear regressions whose validation error goes as wanted while gradient descent trains.

In the eigenvectors of the training error's Hessian all is known beforehand: along each of them,
t steps have covered the share 1 - (1 - learning_rate * eigenvalue)^t of the way.
"""

from typing import NamedTuple

import numpy as np

STEPS = 22
CANDIDATES = 400
NOISE = 0.1
# No validation error comes closer to the best one before it, so that rounding decides nothing.
MARGIN = 1e-3


class Problem(NamedTuple):
    """Data ``(x, y, x_val, y_val)``, a learning rate, and the validation error after each step."""

    data: tuple
    learning_rate: float
    errors: np.ndarray


def falling(rng):
    """A problem whose validation error falls in each of the first 9 steps.

    They are so short that steps that are too long, by the number of samples, still lead down.
    """
    return _problem(rng, lambda improved: improved[:9].all(axis=0), (0.04, 0.07))


def rising(rng):
    """A problem whose validation error never falls below that of w = 0."""
    return _problem(rng, lambda improved: ~improved.any(axis=0), (1.4, 1.9))


def waiting(rng):
    """A problem in which two steps in a row do not improve, then one does, the last two do not."""

    def wanted(improved):
        waits = ~improved[:-2] & ~improved[1:-1] & improved[2:]
        return waits.any(axis=0) & ~improved[-2:].any(axis=0)

    return _problem(rng, wanted, (1.4, 1.9))


def _problem(rng, wanted, rates):
    """A problem of which `wanted` says yes to the steps (from 1) that improve.

    `rates` are the limits of learning rate times greatest curvature: from 1 on, the steps overshoot
    along one axis, to and fro.
    """
    n, m, d = int(rng.integers(8, 14)), int(rng.integers(5, 8)), 3
    while True:
        curvatures, rate, goals, best = _candidates(rng, d, rates)
        left = np.ones((STEPS + 1, *curvatures.shape))
        left[1:] -= rate * curvatures
        covered = 1 - np.cumprod(left, axis=0)
        errors = np.sum((covered * goals - best) ** 2, axis=-1) + NOISE
        lowest = np.minimum.accumulate(errors)[:-1]
        clear = np.all(np.abs(errors[1:] - lowest) > MARGIN * lowest, axis=0)
        found = np.flatnonzero(clear & wanted(errors[1:] < lowest))
        if found.size:
            k = found[0]
            axes = np.linalg.qr(rng.normal(size=(d, d)))[0]
            training = _regression(rng, n, np.sqrt(curvatures[k] / 2), axes, goals[k])
            validation = _regression(rng, m, np.ones(d), axes, best[k])
            return Problem((*training, *validation), float(rate), errors[:, k])


def _candidates(rng, d, rates):
    """Curvatures of the training error, a learning rate, and both errors' minimisers."""
    curvatures = np.exp(rng.uniform(-4.0, -1.0, size=(CANDIDATES, d)))
    curvatures[:, 0] = 1.0
    scale = rng.uniform(0.5, 3.0)
    goals, best = rng.uniform(-2.0, 2.0, size=(2, CANDIDATES, d))
    return scale * curvatures, rng.uniform(*rates) / scale, goals, best


def _regression(rng, n, scales, axes, minimiser):
    """Inputs with X^T X / n of these eigenvectors and roots of eigenvalues; noisy targets."""
    basis = np.sqrt(n) * np.linalg.qr(rng.normal(size=(n, len(scales) + 1)))[0]
    inputs, noise = basis[:, :-1] * scales, np.sqrt(NOISE) * basis[:, -1]
    return inputs @ axes.T, inputs @ minimiser + noise
