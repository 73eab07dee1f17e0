"""Linear models on which gradient descent and ridge regression can be followed side by side.

Everywhere the loss is quadratic, with Hessian H: gradient descent starts at 0, and ridge regression
adds strength / 2 * sum of w^2.
"""

from dataclasses import dataclass

import numpy as np

BEST = np.array([0.4, 1.1])
"""Where the loss of the two-weight problem is smallest."""
CURVATURES, ANGLE = np.array([1.0, 0.1]), np.deg2rad(30)


def two_weight_hessian():
    """Hessian of a loss that is steep along 30 degrees and ten times flatter across, (2, 2)."""
    axes = np.array([[np.cos(ANGLE), -np.sin(ANGLE)], [np.sin(ANGLE), np.cos(ANGLE)]])
    return axes * CURVATURES @ axes.T


def descent_weights(hessian, best, learning_rate, steps):
    """Where gradient descent from 0 is after each of some numbers of steps.

    Parameters
    ----------
    hessian : ndarray, shape (d, d)
    best : ndarray, shape (d,)
        The minimum.
    learning_rate : float
    steps : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (k, d)
    """
    return _along_eigenvectors(
        hessian, best, lambda value: 1 - (1 - learning_rate * value) ** np.asarray(steps)
    )


def ridge_weights(hessian, best, strengths):
    """The minimum of the loss with each strength of L2, shape (k, d); else as `descent_weights`."""
    return _along_eigenvectors(hessian, best, lambda value: value / (value + np.asarray(strengths)))


def _along_eigenvectors(hessian, best, factor):
    values, vectors = np.linalg.eigh(hessian)
    factors = np.stack([factor(value) for value in values], axis=1)
    return factors * (best @ vectors) @ vectors.T


@dataclass(frozen=True)
class Regression:
    """One split of a regression problem; all columns standardized by the training part."""

    x: np.ndarray
    y: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    def hessian(self):
        """Of the loss mean (xw - y)^2, shape (d, d)."""
        return 2 * self.x.T @ self.x / len(self.x)

    def least_squares(self):
        """The weights of the smallest training error, shape (d,)."""
        return np.linalg.lstsq(self.x, self.y, rcond=None)[0]

    def val_error(self, w):
        """Mean squared error on the validation part for weights of shape (d,)."""
        return np.mean((self.x_val @ w - self.y_val) ** 2)

    def test_error(self, w):
        """Mean squared error on the test part for weights of shape (d,)."""
        return np.mean((self.x_test @ w - self.y_test) ** 2)


def diabetes(seed, n_train=30, n_val=100):
    """Scikit-learn's 442 diabetes patients, split at random into three parts.

    Parameters
    ----------
    seed : int
    n_train, n_val : int

    Returns
    -------
    Regression
        The target has mean 0 and variance 1 in the training part.
    """
    from sklearn.datasets import load_diabetes

    return _split(load_diabetes(return_X_y=True), seed, n_train, n_val)


def tumors(seed, n_train=60, n_val=100):
    """Scikit-learn's 569 breast tumors with 30 measurements, in the same way; targets 0 and 1."""
    from sklearn.datasets import load_breast_cancer

    return _split(load_breast_cancer(return_X_y=True), seed, n_train, n_val)


def _split(samples, seed, n_train, n_val):
    columns = np.column_stack(samples)
    columns = columns[np.random.default_rng(seed).permutation(len(columns))]
    columns = (columns - columns[:n_train].mean(axis=0)) / columns[:n_train].std(axis=0)
    parts = np.split(columns, [n_train, n_train + n_val])
    return Regression(*(part for three in parts for part in (three[:, :-1], three[:, -1])))
