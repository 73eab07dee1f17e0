"""Fitting too much: polynomials, splits, cross-validation, bias and variance, wrong labels.

References
----------
Hastie, Tibshirani, Friedman: "The Elements of Statistical Learning", 2nd edition (2009), chapter 7
(bias and variance, cross-validation). Zhang et al., arXiv:1611.03530 (training on random labels).
Belkin et al., arXiv:1812.11118 (double descent, with random features). `rng` is a
``numpy.random.Generator``.
"""

import numpy as np


def polynomial_features(x, degree):
    """Powers of a variable, x^0 to x^degree.

    Parameters
    ----------
    x : ndarray, shape (n,)
    degree : int
        At least 0.

    Returns
    -------
    ndarray, shape (n, degree + 1)
    """
    return x[:, np.newaxis] ** np.arange(degree + 1)


def fit_least_squares(features, targets):
    """Weights that minimize the sum of squared errors; those of least norm where many do.

    Parameters
    ----------
    features : ndarray, shape (n, d)
    targets : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (d,)

    References
    ----------
    ``numpy.linalg.lstsq``, which goes by the singular values.
    """
    return np.linalg.lstsq(features, targets, rcond=None)[0]


def mean_squared_error(targets, predictions):
    """Mean over n samples of the squared difference, a float; both arguments have shape (n,)."""
    return float(np.mean((targets - predictions) ** 2))


def split_indices(n, fractions, rng):
    """Split n samples at random into parts of given sizes.

    Parameters
    ----------
    n : int
    fractions : list of float
        They sum to 1.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of integer ndarray
        One for each fraction; every size but the last is round(fraction * n), the last part takes
        the rest.
    """
    sizes = [round(fraction * n) for fraction in fractions[:-1]]
    return tuple(np.split(rng.permutation(n), np.cumsum(sizes, dtype=int)))


def k_fold(n, k, rng):
    """Random folds for cross-validation.

    Parameters
    ----------
    n, k : int
        2 <= k <= n.
    rng : numpy.random.Generator

    Returns
    -------
    list of (integer ndarray, integer ndarray)
        k pairs of training and validation indices. The validation parts are disjoint, cover
        range(n) and differ in size by at most one; the training part is all the rest.
    """
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


def cross_validation_error(x, y, degree, folds):
    """Mean over the folds of the validation error of a polynomial.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
    degree : int
    folds : list of (integer ndarray, integer ndarray)
        Training and validation indices, as from `k_fold`; more than `degree` of the former.

    Returns
    -------
    float
        Each fold's mean squared error counts the same, whatever its size.
    """
    errors = []
    for train, validation in folds:
        weights = fit_least_squares(polynomial_features(x[train], degree), y[train])
        predictions = polynomial_features(x[validation], degree) @ weights
        errors.append(mean_squared_error(y[validation], predictions))
    return float(np.mean(errors))


def bias_variance(predictions, truth):
    """Squared bias and variance of models that were fitted to different samples.

    Parameters
    ----------
    predictions : ndarray, shape (n_models, n_points)
    truth : ndarray, shape (n_points,)
        Without noise.

    Returns
    -------
    bias_squared, variance : float
        Averaged over the points; the variance is over the models, ddof 0. They add up to the mean
        squared difference between predictions and truth.
    """
    bias = predictions.mean(axis=0) - truth
    return float(np.mean(bias**2)), float(np.mean(predictions.var(axis=0)))


def corrupt_labels(labels, fraction, n_classes, rng):
    """Change a share of the labels to another class.

    Parameters
    ----------
    labels : integer ndarray, shape (n,)
        From 0 to n_classes - 1.
    fraction : float
    n_classes : int
        At least 2.
    rng : numpy.random.Generator

    Returns
    -------
    integer ndarray, shape (n,)
        A new array. Exactly round(fraction * n) labels, chosen at random, differ, each of them
        drawn uniformly from the other classes.
    """
    chosen = rng.permutation(len(labels))[: round(fraction * len(labels))]
    noisy = labels.copy()
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=len(chosen))) % n_classes
    return noisy


def random_features(x, weights):
    """Features of a network whose hidden layer is never trained: ReLU(x @ weights).

    Parameters
    ----------
    x : ndarray, shape (n, d)
    weights : ndarray, shape (d, p)
        Drawn once; the more columns, the larger the model.

    Returns
    -------
    ndarray, shape (n, p)
    """
    return np.maximum(x @ weights, 0.0)


def fit_ridge(features, targets, strengths):
    """Weights that minimize the sum of squared errors plus strength * (sum of w^2).

    Parameters
    ----------
    features : ndarray, shape (n, d)
    targets : ndarray, shape (n,)
    strengths : ndarray, shape (s,)
        Above 0. One singular value decomposition serves them all.

    Returns
    -------
    ndarray, shape (s, d)
        One row of weights for each strength; no intercept.

    References
    ----------
    Hastie, Tibshirani, Friedman, section 3.4.1: ridge regression shrinks along the singular
    vectors.
    """
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    shrunk = s / (s**2 + np.asarray(strengths)[:, np.newaxis]) * (targets @ u)
    return shrunk @ vt
