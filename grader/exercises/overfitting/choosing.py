"""A right answer to `choose_polynomial`, and the curves on which answers are judged."""

import numpy as np

from grader.reference.overfitting import (
    cross_validation_error,
    fit_least_squares,
    k_fold,
    polynomial_features,
)

N, LARGEST = 40, 12
FINE = np.linspace(-1, 1, 300)


def choose_polynomial(x, y, rng):
    """Choose a polynomial's degree by cross-validation.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
        Noisy measurements of an unknown curve, x rising.
    rng : numpy.random.Generator

    Returns
    -------
    weights : ndarray, shape (degree + 1,)
        From the constant up, fitted to all points.
    expected_error : float
        Mean squared error that is expected on new measurements.
    """
    folds = k_fold(len(x), 10, rng)
    errors = [cross_validation_error(x, y, degree, folds) for degree in range(13)]
    best = int(np.argmin(errors))
    return fit_least_squares(polynomial_features(x, best), y), errors[best]


class Curve:
    """A wave that is measured with noise: a slow one with much, or a fast one with little.

    Parameters
    ----------
    rng : numpy.random.Generator
    quiet : bool
    """

    def __init__(self, rng, quiet):
        self.speed = rng.uniform(6, 8) if quiet else rng.uniform(1.5, 2.5)
        self.noise = rng.uniform(0.1, 0.3) if quiet else rng.uniform(0.6, 0.9)
        self.start = rng.uniform(0, 2 * np.pi)
        self.x = np.linspace(-1, 1, N)
        self.y = self.truth(self.x) + rng.normal(0, self.noise, N)

    def truth(self, x):
        """The curve without noise."""
        return np.sin(self.speed * x + self.start)

    def error(self, weights):
        """Mean squared error of a polynomial on endlessly many new measurements."""
        off = polynomial_features(FINE, len(weights) - 1) @ weights - self.truth(FINE)
        return np.mean(off**2) + self.noise**2

    def residual(self, weights):
        """Mean squared error of a polynomial on the points of the curve."""
        return np.mean((polynomial_features(self.x, len(weights) - 1) @ weights - self.y) ** 2)

    def fitted(self, degree):
        """Weights of a polynomial of this degree, fitted to all points."""
        return fit_least_squares(polynomial_features(self.x, degree), self.y)

    def least(self):
        """The error of the best degree of all, fitted to the same points."""
        q, r = np.linalg.qr(polynomial_features(self.x, LARGEST))
        basis = polynomial_features(FINE, LARGEST) @ np.linalg.inv(r)
        off = np.cumsum(basis * (q.T @ self.y), axis=1) - self.truth(FINE)[:, None]
        return np.min(np.mean(off**2, axis=0)) + self.noise**2


def validation_errors(x, y, folds):
    """Cross-validation errors of degrees 0 to 12, by one orthogonal basis for each fold.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
    folds : list of ndarray
        Indices that are held out.

    Returns
    -------
    ndarray, shape (13,)
    """
    errors = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(x)), fold)
        q, r = np.linalg.qr(polynomial_features(x[rest], LARGEST))
        basis = polynomial_features(x[fold], LARGEST) @ np.linalg.inv(r)
        predicted = np.cumsum(basis * (q.T @ y[rest]), axis=1)
        errors.append(np.mean((predicted - y[fold][:, None]) ** 2, axis=0))
    return np.mean(errors, axis=0)


def by_blocks(curves, k):
    """The degree of each curve that k folds of neighbors choose, shape (curves,)."""
    folds = np.array_split(np.arange(N), k)
    return np.array([validation_errors(c.x, c.y, folds).argmin() for c in curves])
