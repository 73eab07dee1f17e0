"""A right answer to `choose_polynomial`, and the curves on which answers are judged."""

import functools

import numpy as np

from grader.reference.overfitting import (
    cross_validation_error,
    fit_least_squares,
    k_fold,
    polynomial_features,
)

N, LARGEST = 40, 12
X, FINE = np.linspace(-1, 1, N), np.linspace(-1, 1, 300)
AT_X, AT_FINE = (polynomial_features(points, N - 1) for points in (X, FINE))
"""All powers that weights may have, at the points of a curve and at many more."""


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
        self.x = X
        self.y = self.truth(X) + rng.normal(0, self.noise, N)
        self._fine = self.truth(FINE)

    def truth(self, x):
        """The curve without noise."""
        return np.sin(self.speed * x + self.start)

    def error(self, weights):
        """Mean squared error of a polynomial on endlessly many new measurements."""
        off = AT_FINE[:, : len(weights)] @ weights - self._fine
        return np.mean(off**2) + self.noise**2

    def residual(self, weights):
        """Mean squared error of a polynomial on the points of the curve."""
        return np.mean((AT_X[:, : len(weights)] @ weights - self.y) ** 2)

    def fitted(self, degree):
        """Weights of a polynomial of this degree, fitted to all points."""
        return fit_least_squares(AT_X[:, : degree + 1], self.y)

    @functools.cached_property
    def least(self):
        """The error of the best degree of all, fitted to the same points."""
        q, basis = _orthogonal(AT_X, AT_FINE)
        off = np.cumsum(basis * (q.T @ self.y), axis=1) - self._fine[:, np.newaxis]
        return np.min(np.mean(off**2, axis=0)) + self.noise**2


def _orthogonal(fitted, asked):
    """Polynomials that are orthonormal where they are fitted, there and where they are asked.

    A fit of degree d is the sum of the first d + 1 of them, each times its product with y.
    """
    q, r = np.linalg.qr(fitted[:, : LARGEST + 1])
    return q, asked[:, : LARGEST + 1] @ np.linalg.inv(r)


def validation_errors(y, folds):
    """Cross-validation errors of degrees 0 to 12, for curves that were measured at `X`.

    Parameters
    ----------
    y : ndarray, shape (N,) or (N, curves)
    folds : list of ndarray
        Indices that are held out.

    Returns
    -------
    ndarray, shape (13,) or (13, curves)
    """
    errors = []
    for fold in folds:
        rest = np.delete(np.arange(N), fold)
        q, basis = _orthogonal(AT_X[rest], AT_X[fold])
        parts = basis.reshape(basis.shape + (1,) * (y.ndim - 1)) * (q.T @ y[rest])
        off = np.cumsum(parts, axis=1) - y[fold][:, np.newaxis]
        errors.append(np.mean(off**2, axis=0))
    return np.mean(errors, axis=0)


def by_blocks(curves, k):
    """The degree of each curve that k folds of neighbors choose, shape (curves,)."""
    folds = np.array_split(np.arange(N), k)
    return validation_errors(np.stack([curve.y for curve in curves], axis=1), folds).argmin(axis=0)
