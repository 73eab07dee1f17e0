"""Experiments with polynomials: how degrees are judged, and how they are chosen."""

from dataclasses import dataclass

import numpy as np

from grader.lab.experiment import OPEN, experiment
from grader.lab.overfitting.curves import NOISE, fitted, measurements, truth
from grader.reference import overfitting as reference

AT = np.linspace(-1, 1, 200)
CURVE_CONDITIONS = {
    "twice the noise": {"noise": 0.6},
    "half the noise": {"noise": 0.15},
    "twice the points": {"n": 60},
    "another curve": {"curve": "kink"},
}


@dataclass(frozen=True)
class Errors:
    """Mean squared errors by degree; arrays have the shape (degrees, repeats)."""

    degrees: tuple
    training: np.ndarray
    new: np.ndarray


@experiment(CURVE_CONDITIONS | {"twice the points": {"n": 40}})
def degrees(
    features=reference.polynomial_features,
    fit=reference.fit_least_squares,
    error=reference.mean_squared_error,
    degrees=range(16),
    n=20,
    noise=NOISE,
    repeats=200,
    curve="wave",
):
    """Fit every degree to many noisy samples of a curve; measure each fit on old and new points.

    Parameters
    ----------
    features, fit, error : callable
        The three functions of the lesson, the learner's own for instance.
    degrees : sequence of int
    n, repeats : int
        Points in a sample, and number of samples.
    noise : float
    curve : "wave" or "kink"

    Returns
    -------
    Errors
    """
    found = []
    for seed in range(repeats):
        rng = np.random.default_rng(seed)
        (x, y), (x_new, y_new) = (measurements(k, rng, noise, curve) for k in (n, 200))
        for degree in degrees:
            weights = fit(features(x, degree), y)
            found.append(error(y, features(x, degree) @ weights))
            found.append(error(y_new, features(x_new, degree) @ weights))
    both = np.reshape(found, (repeats, len(degrees), 2))
    return Errors(tuple(degrees), *both.transpose(2, 1, 0))


@degrees.concludes(
    "Degree 15 is nearer to its own points than degree 5",
    quote="The training error falls with every degree",
)
def _(result):
    return result.training[5] - result.training[15]


@degrees.concludes(
    "Degree 15 is further from new points than degree 5",
    quote="on new points the error is smallest near degree 5 and then rises",
)
def _(result):
    return np.log(result.new[15] / result.new[5])


def in_order(n, k, rng):
    """Folds that are cut without shuffling: block after block."""
    parts = np.array_split(np.arange(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


@dataclass(frozen=True)
class Choices:
    """What a way of making folds led to; arrays have the shape (repeats,).

    Attributes
    ----------
    degrees : ndarray
        Chosen degrees.
    expected, new : ndarray
        Cross-validation error of the chosen degree, and its mean squared error on new points
        after fitting all points.
    """

    degrees: np.ndarray
    expected: np.ndarray
    new: np.ndarray


@experiment(CURVE_CONDITIONS | {"ten folds": {"k": 10}})
def choose_degree(
    folds=None,
    error=reference.cross_validation_error,
    degrees=range(13),
    k=5,
    n=30,
    noise=NOISE,
    repeats=100,
    curve="wave",
):
    """Choose a degree by cross-validation from many noisy samples of a curve, sorted by x.

    Parameters
    ----------
    folds : dict of str to callable, optional
        Ways to make folds, called as ``k_fold(n, k, rng)``.
    error : callable
        ``error(x, y, degree, folds)``.
    degrees : sequence of int
    k, n, repeats : int
    noise : float
    curve : "wave" or "kink"

    Returns
    -------
    dict of str to Choices
    """
    folds = folds or {"in order": in_order, "shuffled": reference.k_fold}
    found = {name: [] for name in folds}
    for seed in range(repeats):
        x, y = measurements(n, np.random.default_rng(seed), noise, curve)
        for name, make in folds.items():
            parts = make(n, k, np.random.default_rng(1000 + seed))
            errors = [error(x, y, degree, parts) for degree in degrees]
            best = int(np.argmin(errors))
            distance = np.mean((fitted(x, y, degrees[best], AT) - truth(AT, curve)) ** 2)
            found[name].append((degrees[best], errors[best], distance + noise**2))
    return {name: Choices(*np.array(rows).T) for name, rows in found.items()}


@choose_degree.concludes(
    "Degrees that shuffled folds choose do better on new points",
    quote="The degrees chosen with shuffled folds do better on new points",
)
def _(result):
    return np.log(result["in order"].new / result["shuffled"].new)


@choose_degree.concludes(
    "Shuffled folds predict the error on new points more accurately",
    quote="their prediction of the error is nearer to the truth",
    exceptions={"twice the noise": OPEN},
)
def _(result):
    off = {name: np.abs(np.log(c.expected / c.new)) for name, c in result.items()}
    return off["in order"] - off["shuffled"]
