"""Double descent in a network whose hidden layer is never trained."""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from grader.lab.experiment import TURNS, experiment
from grader.lab.overfitting.curves import NOISE, truth
from grader.reference.overfitting import fit_least_squares, random_features

N_TEST = 500
SHARES = (0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2, 3.5, 7.5, 20)
"""Widths as multiples of the number of training samples."""


@dataclass(frozen=True)
class Descent:
    """Test errors of shape (widths, seeds), against the target without noise."""

    widths: tuple
    n_train: int
    least_squares: np.ndarray
    ridge: np.ndarray


@experiment(
    {
        "half the noise": {"noise": 0.15},
        "twice the noise": {"noise": 0.6},
        "100 samples": {"n_train": 100},
        "a tenth of the penalty": {"strength": 0.1},
    }
)
def double_descent(fit=fit_least_squares, n_train=200, noise=NOISE, strength=1.0, seeds=range(20)):
    """Fit more and more random features of one sample by least squares and by ridge regression.

    All widths of one seed share their samples, and the features of a smaller model are the first
    ones of a larger one.

    Parameters
    ----------
    fit : callable
        ``fit(features, targets)``, the learner's own for instance.
    n_train : int
    noise : float
        Standard deviation of the noise of the targets.
    strength : float
        Of the ridge penalty, above 0.
    seeds : sequence of int

    Returns
    -------
    Descent
    """
    widths = tuple(round(share * n_train) for share in SHARES)
    with threadpool_limits(1, "blas"):  # such small matrices are faster on one thread
        found = [_errors(fit, widths, n_train, noise, strength, seed) for seed in seeds]
    return Descent(widths, n_train, *np.array(found).transpose(2, 1, 0))


def _errors(fit, widths, n_train, noise, strength, seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, size=(n_train + N_TEST, 3))
    target = truth(1.3 * x.mean(axis=1))
    y = target[:n_train] + rng.normal(0, noise, n_train)
    # The constant column gives every unit a bias, small enough that few units are never active.
    inputs = np.column_stack([x, np.full(len(x), 0.3)])
    features = random_features(inputs, rng.normal(size=(4, max(widths))))
    errors = []
    for width in widths:
        train, test = features[:n_train, :width], features[n_train:, :width]
        weights = np.array([fit(train, y), _ridge(train, y, strength)])
        errors.append(np.mean((weights @ test.T - target[n_train:]) ** 2, axis=1))
    return errors


def _ridge(features, y, strength):
    """Ridge regression by the samples' inner products: quick however many features there are."""
    products = features @ features.T + strength * np.eye(len(y))
    return features.T @ np.linalg.solve(products, y)


@double_descent.concludes(
    "The error peaks where there are as many features as samples",
    quote="The peak stands at the interpolation threshold",
)
def _(found):
    peak = found.widths.index(found.n_train)
    others = np.delete(found.least_squares, peak, axis=0)
    return np.log(found.least_squares[peak]) - np.log(np.median(others, axis=0)) - 1


@double_descent.concludes(
    "The second descent ends above the first valley",
    quote="the second descent ends above the first valley",
    exceptions={"half the noise": TURNS, "100 samples": TURNS},
)
def _(found):
    before = found.least_squares[: found.widths.index(found.n_train)]
    valley = before[np.median(before, axis=1).argmin()]
    return np.log(found.least_squares[-1] / valley)


@double_descent.concludes(
    "Ridge regression removes the peak", quote="Ridge regression removes the peak"
)
def _(found):
    peak = found.widths.index(found.n_train)
    return np.log(found.ridge[0] / found.ridge[peak])
