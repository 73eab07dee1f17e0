"""What a score gains when the test data had a say in the preparation."""

import numpy as np

from grader.reference.overfitting import fit_ridge, k_fold
from grader.reference.start import standardize


def scaling_scores(x, y, seed, n_train=20, strength=1.0):
    """Ridge regression on few samples, its columns scaled without and with the test samples.

    Parameters
    ----------
    x : ndarray, shape (n, d)
    y : ndarray, shape (n,)
    seed : int
        Draws `n_train` samples to fit and as many to test on.
    n_train : int
    strength : float
        Of the ridge penalty; without one, scaling would not change a prediction.

    Returns
    -------
    honest, leaky : float
        Mean squared error on the test samples, in units of the variance of y.
    """
    order = np.random.default_rng(seed).permutation(len(x))
    train, test = order[:n_train], order[n_train : 2 * n_train]
    x_train, x_test = standardize(x[train], x[test])
    _, everything = standardize(x[order[: 2 * n_train]], x[order[: 2 * n_train]])
    honest = _ridge_error(x_train, y[train], x_test, y[test], strength)
    leaky = _ridge_error(everything[:n_train], y[train], everything[n_train:], y[test], strength)
    return honest / np.var(y), leaky / np.var(y)


def _ridge_error(x_train, y_train, x_test, y_test, strength):
    centre = x_train.mean(axis=0)
    weights = fit_ridge(x_train - centre, y_train - y_train.mean(), np.array([strength]))[0]
    predicted = (x_test - centre) @ weights + y_train.mean()
    return np.mean((predicted - y_test) ** 2)


def selection_scores(seed, n=50, n_columns=1000, n_kept=20):
    """Cross-validated accuracy on pure noise, columns selected inside the folds or before them.

    Parameters
    ----------
    seed : int
    n, n_columns : int
        Samples, half of each class, and columns of noise that know nothing of the class.
    n_kept : int
        Columns that are kept: those that go best with the class.

    Returns
    -------
    honest, leaky : float
        Accuracy of the three nearest neighbours; 0.5 is all that can be had.
    """
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(n, n_columns)), rng.permutation(np.arange(n) % 2)
    chosen_before = _best_columns(x, y, n_kept)
    scores = []
    for train, test in k_fold(n, 5, rng):
        inside = _best_columns(x[train], y[train], n_kept)
        scores.append(
            [_accuracy(x[:, columns], y, train, test) for columns in (inside, chosen_before)]
        )
    return tuple(np.mean(scores, axis=0))


def _best_columns(x, y, n_kept):
    correlation = (y - y.mean()) @ (x - x.mean(axis=0)) / x.std(axis=0)
    return np.argsort(-np.abs(correlation))[:n_kept]


def _accuracy(x, y, train, test, neighbours=3):
    distances = ((x[test, None] - x[None, train]) ** 2).sum(axis=-1)
    nearest = train[np.argsort(distances, axis=1)[:, :neighbours]]
    return np.mean((y[nearest].mean(axis=1) > 0.5) == y[test])
