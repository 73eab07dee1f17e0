"""Least squares, also where the features do not determine the weights."""

import contextlib

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.guards import values_of
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_weights
from grader.reference import overfitting as reference

# What dividing by a singular value of rounding errors alone gives; right weights are below 100.
HUGE = 1e6


@exercise(
    reference=reference.fit_least_squares,
    points=2,
    hints=(
        "NumPy has a function for exactly this in `np.linalg`, and another one for the "
        "pseudo-inverse of a matrix. What do they do where X^T X has no inverse?",
        "With more weights than samples, many weights fit perfectly. You are asked for those whose "
        "sum of squares is smallest; a solution by singular values gives you these.",
        "`np.linalg.lstsq` returns four things; the first of them is the weights.",
    ),
)
def fit_least_squares(student, rng):
    """The weights of least squared error; where many are equally good, the smallest ones."""
    d = int(rng.integers(3, 6))
    features, targets = rng.normal(size=(d + 9, d)), 1 + rng.normal(size=d + 9)
    answer = values_of(student(features, targets))
    weights, in_a_column = _in_a_row(answer, d), np.shape(answer) == (d, 1)
    sentence = f"For {d} columns the weights have the shape ({d},)"
    yield holds(not in_a_column, sentence, f"shape ({d}, 1)").worth(3)
    yield _best(features, targets, weights).worth(3).as_idea()
    yield _polynomial(student, rng).worth(2)
    yield from _rank_deficient(student, rng)
    got = _weights(student, features[:, :1], targets)
    expected = reference.fit_least_squares(features[:, :1], targets)
    yield close(got, expected, "A single column gets its one weight", 1e-4, 1e-4)


def _weights(student, features, targets):
    return _in_a_row(values_of(student(features, targets)), features.shape[1])


def _in_a_row(weights, d):
    """The weights as an array (d,), even if they come as a column."""
    is_column = isinstance(weights, np.ndarray) and weights.shape == (d, 1)
    return array(weights.ravel() if is_column else weights, (d,))


def _best(features, targets, weights):
    """Criterion where one solution is best, with its error and that of the answer."""
    expected = reference.fit_least_squares(features, targets)
    same = close(weights, expected, "").passed
    mine, least = (np.mean((targets - features @ w) ** 2) for w in (weights, expected))
    sentence = f"It finds the one best fit, whose mean squared error here is {least:.4g}"
    found = f"weights with an error of {mine:.4g}"
    if f"{mine:.4g}" == f"{least:.4g}":
        found = f"other weights, whose error is larger by {mine - least:.1g}"
    return holds(same, sentence, found, weights)


def _polynomial(student, rng):
    """Criterion on features that are nearly dependent, with a picture of the fit."""
    x = (rng.uniform(0, 1, size=12) + np.arange(12)) / 12
    features, targets = reference.polynomial_features(x, 4), rng.normal(size=12)
    fitted = features @ _weights(student, features, targets)
    expected = features @ reference.fit_least_squares(features, targets)
    sentence = "It fits a polynomial, whose columns are nearly dependent"
    words = "The fitted polynomial at the 12 points: yours is not the one of least squared error."
    found = close(fitted, expected, sentence, rtol=1e-3, atol=1e-3)
    return found.drawn(Sketch("curve", fitted, expected, words))


def _rank_deficient(student, rng):
    """Criteria where many weights fit equally well. The first of them stops who inverts X^T X."""
    features, targets = rng.normal(size=(9, 4)), rng.normal(size=9)
    features[:, int(rng.integers(4))] = 0.0
    yield _smallest(student, features, targets, "A column of zeros gets the weight 0").worth(2)
    features, targets = _fewer_samples(rng)
    weights = _weights(student, features, targets)
    exact = "With fewer samples than columns it fits every sample exactly"
    yield close(features @ weights, targets, exact, rtol=1e-3, atol=1e-3).worth(2)
    smallest = "Of all weights that fit exactly, it takes those of least norm"
    expected = reference.fit_least_squares(features, targets)
    found = close(weights, expected, smallest, rtol=1e-3, atol=1e-3)
    if not found.passed:
        norms = np.linalg.norm(weights), np.linalg.norm(expected)
        words = "a norm of {:.4g} where {:.4g} is possible".format(*norms)
        found = holds(False, smallest, words, weights)
    yield found.worth(3)
    features, targets = _four_groups(), rng.normal(size=12)
    groups = "If the columns of four groups add up to a column of ones, all five share the weight"
    yield _smallest(student, features, targets, groups).worth(3)
    twice = "If a square matrix has a column twice, both get the same weight"
    yield _smallest(student, _twice(rng), rng.normal(size=4), twice)


def _fewer_samples(rng):
    """Fewer samples than columns, where rounding lets X^T X pass for a matrix with an inverse."""
    while True:
        features, targets = rng.normal(size=(4, 9)), rng.normal(size=4)
        with contextlib.suppress(np.linalg.LinAlgError):
            np.linalg.solve(features.T @ features, features.T @ targets)
            return features, targets


def _twice(rng):
    """As many samples as columns, of which two are equal, in whole numbers: its rank is exact."""
    features = rng.permutation(np.vander([-2.0, -1.0, 1.0, 2.0], 4, increasing=True))
    one, other = rng.choice(4, size=2, replace=False)
    features[:, other] = features[:, one]
    return features


def _four_groups():
    """A column of 0 and 1 for each of four groups, and a column of ones.

    Its last singular value is 0 up to far less than rounding, so that every usual threshold for
    what counts as 0 decides alike.
    """
    return np.column_stack([np.eye(4)[np.arange(12) % 4], np.ones(12)])


def _smallest(student, features, targets, sentence):
    weights = _weights(student, features, targets)
    expected = reference.fit_least_squares(features, targets)
    if not np.all(np.abs(weights) < HUGE):
        return holds(False, sentence, "weights that are huge, or not numbers at all")
    return close(weights, expected, sentence, rtol=1e-3, atol=1e-3)


wrong_weights.wrong.teach(fit_least_squares)


@fit_least_squares.alternative
def by_the_pseudo_inverse(features, targets):
    return np.linalg.pinv(features) @ targets


@fit_least_squares.alternative
def by_singular_values(features, targets):
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    kept = s > 1e-10 * s.max()
    return ((targets @ u[:, kept]) / s[kept]) @ vt[kept]


@fit_least_squares.alternative
def with_scipy(features, targets):
    from scipy import linalg

    weights, *_ = linalg.lstsq(features, targets)
    return weights


@fit_least_squares.alternative
def with_scikit_learn(features, targets):
    from sklearn.linear_model import LinearRegression

    return LinearRegression(fit_intercept=False).fit(features, targets).coef_


@fit_least_squares.alternative
def normal_equations_with_a_pseudo_inverse(features, targets):
    return np.linalg.pinv(features.T @ features) @ features.T @ targets


@fit_least_squares.alternative
def in_single_precision(features, targets):
    features, targets = features.astype(np.float32), targets.astype(np.float32)
    return np.linalg.lstsq(features, targets, rcond=None)[0]


@fit_least_squares.alternative
def by_complete_orthogonal_factors(features, targets):
    from scipy import linalg

    q, r, order = linalg.qr(features, mode="economic", pivoting=True)
    rank = int(np.sum(np.abs(np.diag(r)) > 1e-9 * abs(r[0, 0])))
    left, lower = linalg.qr(r[:rank].T, mode="economic")
    weights = np.empty(features.shape[1])
    weights[order] = left @ np.linalg.solve(lower.T, q[:, :rank].T @ targets)
    return weights
