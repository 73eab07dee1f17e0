"""Bias and variance of least squares, computed exactly: the fit is linear in the measurements."""

import numpy as np

from grader.lab.experiment import experiment
from grader.lab.overfitting.curves import NOISE, fitted, measurements, truth
from grader.lab.overfitting.polynomials import AT, CURVE_CONDITIONS
from grader.reference.overfitting import polynomial_features


def smoother(x, degree, at=AT):
    """The matrix that turns measurements at `x` into predictions at `at`, shape (at, x)."""
    return polynomial_features(at, degree) @ np.linalg.pinv(polynomial_features(x, degree))


@experiment(CURVE_CONDITIONS | {"twice the points": {"n": 40}})
def bias_and_variance(degrees=range(1, 15), n=20, noise=NOISE, curve="wave"):
    """Squared bias and variance of each degree in closed form, averaged over -1 to 1.

    With predictions A y and y = f(x) + noise, the mean prediction is A f(x), and the variance is
    the noise variance times the sum of squares of a row of A.

    Parameters
    ----------
    degrees : sequence of int
    n : int
    noise : float
    curve : "wave" or "kink"

    Returns
    -------
    dict of int to (float, float)
    """
    x, found = np.linspace(-1, 1, n), {}
    for degree in degrees:
        a = smoother(x, degree)
        bias = a @ truth(x, curve) - truth(AT, curve)
        found[degree] = np.mean(bias**2), noise**2 * np.mean(np.sum(a**2, axis=1))
    return found


@bias_and_variance.concludes(
    "Variance grows with every degree", quote="the variance grows with every degree"
)
def _(result):
    return min(np.diff([variance for _, variance in result.values()]))


@bias_and_variance.concludes(
    "At degree 14 nearly all of the error beyond the noise is variance",
    quote="At degree 14 nearly everything beyond the noise is variance",
)
def _(result):
    bias, variance = result[14]
    return 0.1 * variance - bias


def refitted(degree, n=20, noise=NOISE, repeats=200):
    """Predictions of polynomials that were fitted to fresh noise, shape (repeats, points)."""
    rng = np.random.default_rng(1)
    return np.array([fitted(*measurements(n, rng, noise), degree, AT) for _ in range(repeats)])
