"""A curve that is known, measured with noise: where overfitting can be seen with the eye."""

import numpy as np

from grader.reference import overfitting as reference

NOISE = 0.3
"""Standard deviation of the noise, in the units of the curve, which runs from -1 to 1."""


def truth(x):
    """The curve without noise: sin(4x), between one and two waves over -1 to 1."""
    return np.sin(4 * x)


def measurements(n, rng, noise=NOISE):
    """Noisy values of the curve at evenly spaced places.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float
        Standard deviation of the Gaussian noise.

    Returns
    -------
    x, y : ndarray, shape (n,)
        x runs from -1 to 1.
    """
    x = np.linspace(-1, 1, n)
    return x, truth(x) + rng.normal(0, noise, n)


def fitted(x, y, degree, at):
    """Predictions, at the places `at`, of the polynomial that fits (x, y) best."""
    weights = reference.fit_least_squares(reference.polynomial_features(x, degree), y)
    return reference.polynomial_features(at, degree) @ weights


def errors(n, degree, rng, noise=NOISE, n_new=200):
    """Mean squared error of one fitted polynomial on its measurements, and on new ones.

    Parameters
    ----------
    n, degree : int
        Measurements to fit, and the degree of the polynomial.
    rng : numpy.random.Generator
    noise : float
    n_new : int
        New measurements, evenly spaced over the same range.

    Returns
    -------
    training, new : float
    """
    x, y = measurements(n, rng, noise)
    x_new, y_new = measurements(n_new, rng, noise)
    return (
        reference.mean_squared_error(y, fitted(x, y, degree, x)),
        reference.mean_squared_error(y_new, fitted(x, y, degree, x_new)),
    )
