"""Double descent in a network whose hidden layer is never trained."""

import numpy as np
from threadpoolctl import threadpool_limits

from grader.lab.overfitting.curves import NOISE, truth
from grader.reference.overfitting import fit_least_squares, random_features

N_TRAIN, N_TEST = 200, 500


def test_errors(widths, strength, seed):
    """Test error of least squares and of ridge regression on more and more random features.

    All widths of one seed share their samples, and the features of a smaller model are the first
    ones of a larger.

    Parameters
    ----------
    widths : sequence of int
        Numbers of features.
    strength : float
        Of the ridge penalty, above 0.
    seed : int

    Returns
    -------
    ndarray, shape (widths, 2)
        Mean squared error against the target without noise: least squares, ridge.
    """
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, size=(N_TRAIN + N_TEST, 3))
    target = truth(1.3 * x.mean(axis=1))
    y = target[:N_TRAIN] + rng.normal(0, NOISE, N_TRAIN)
    # The constant column gives every unit a bias, small enough that few units are never active.
    inputs = np.column_stack([x, np.full(len(x), 0.3)])
    features = random_features(inputs, rng.normal(size=(4, max(widths))))
    errors = []
    with threadpool_limits(1, "blas"):  # such small matrices are faster on one thread
        for width in widths:
            train, test = features[:N_TRAIN, :width], features[N_TRAIN:, :width]
            weights = np.array([fit_least_squares(train, y), _ridge(train, y, strength)])
            errors.append(np.mean((weights @ test.T - target[N_TRAIN:]) ** 2, axis=1))
    return np.array(errors)


def _ridge(features, y, strength):
    """Ridge regression by the samples' inner products: quick however many features there are."""
    products = features @ features.T + strength * np.eye(len(y))
    return features.T @ np.linalg.solve(products, y)
