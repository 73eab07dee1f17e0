"""Curves that are known, measured with noise: where overfitting can be seen with the eye."""

import numpy as np

from grader.reference import overfitting as reference

NOISE = 0.3
"""Standard deviation of the noise, in the units of the curve, which runs from -1 to 1."""

CURVES = {"wave": lambda x: np.sin(4 * x), "kink": lambda x: 1.6 * np.abs(x - 0.2) - 0.9}
"""By name: a smooth wave, and two straight lines that meet at an angle."""


def truth(x, curve="wave"):
    """A curve without noise, for x from -1 to 1."""
    return CURVES[curve](x)


def measurements(n, rng, noise=NOISE, curve="wave"):
    """Noisy values of a curve at evenly spaced places.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float
        Standard deviation of the Gaussian noise.
    curve : "wave" or "kink"

    Returns
    -------
    x, y : ndarray, shape (n,)
        x runs from -1 to 1.
    """
    x = np.linspace(-1, 1, n)
    return x, truth(x, curve) + rng.normal(0, noise, n)


def fitted(x, y, degree, at):
    """Predictions, at the places `at`, of the polynomial that fits (x, y) best."""
    weights = reference.fit_least_squares(reference.polynomial_features(x, degree), y)
    return reference.polynomial_features(at, degree) @ weights


def errors(n, degree, rng, noise=NOISE, n_new=200):
    """Mean squared error of one fitted polynomial on its measurements and on new ones.

    Parameters
    ----------
    n, degree : int
        Number of measurements to fit, and degree of the polynomial.
    rng : numpy.random.Generator
    noise : float
    n_new : int
        Number of new measurements, evenly spaced over the same range.

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
