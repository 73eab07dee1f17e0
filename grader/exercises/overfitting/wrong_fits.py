"""Polynomials of a wrong degree, or with wrong weights, that are cross-validated."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def fitted(x, y, degree):
    """The polynomial that fits best, as a function."""
    powers = np.arange(degree + 1)
    weights = np.linalg.lstsq(x[:, np.newaxis] ** powers, y, rcond=None)[0]
    return lambda at: at[:, np.newaxis] ** powers @ weights


@wrong(
    "Your polynomial has one degree too few. Its columns are x^0 to x^degree, which makes "
    "degree + 1 of them."
)
def one_degree_less(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        features = x[:, np.newaxis] ** np.arange(degree)
        weights = np.linalg.lstsq(features[train], y[train], rcond=None)[0]
        errors.append(np.mean((y[validation] - features[validation] @ weights) ** 2))
    return np.mean(errors)


@wrong("Your polynomial has one degree too many: its highest power is x^degree.")
def one_degree_more(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree + 1)
        errors.append(np.mean((y[validation] - model(x[validation])) ** 2))
    return np.mean(errors)


@wrong(
    "You fit a straight line whatever the degree is. Use powers of x up to `degree`: "
    "`polynomial_features(x[train], degree)`.",
)
def always_a_line(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], 1)
        errors.append(np.mean((y[validation] - model(x[validation])) ** 2))
    return np.mean(errors)


@wrong(
    "Your weights meet the wrong powers. `np.polyfit` returns the weight of the highest power "
    "first, while polynomial_features starts with x^0."
)
def weights_upside_down(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        weights = np.polyfit(x[train], y[train], degree)
        predictions = x[validation, np.newaxis] ** np.arange(degree + 1) @ weights
        errors.append(np.mean((y[validation] - predictions) ** 2))
    return np.mean(errors)
