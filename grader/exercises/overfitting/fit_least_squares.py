"""Least squares, also where the features do not determine the weights."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
from grader.reference import overfitting as reference

# What dividing by a singular value of rounding errors alone gives; right weights are below 100.
HUGE = 1e6


@exercise(
    reference=reference.fit_least_squares,
    points=2,
    hints=(
        "NumPy has a function for just this in np.linalg, and another for the pseudo-inverse of a "
        "matrix. Look at what they do where X^T X has no inverse.",
        "With more weights than samples, many weights fit perfectly. Of those the one with the "
        "smallest sum of squares is asked for: an answer by the singular values gives it.",
        "np.linalg.lstsq returns four things; the first of them is the weights.",
    ),
)
def fit_least_squares(student, rng):
    """The weights of least squared error; where many are equally good, the smallest ones."""
    d = int(rng.integers(3, 6))
    features, targets = rng.normal(size=(d + 9, d)), rng.normal(size=d + 9)
    weights = array(student(features, targets), (d,))
    expected = reference.fit_least_squares(features, targets)
    yield close(weights, expected, "With independent columns it finds the one best fit").worth(4)
    x = rng.uniform(0, 1, size=12) + np.arange(12)
    features = reference.polynomial_features(x / 12, 4)
    targets = rng.normal(size=12)
    fitted = features @ array(student(features, targets), (5,))
    expected = features @ reference.fit_least_squares(features, targets)
    polynomial = "It fits a polynomial, whose columns are nearly dependent"
    yield close(fitted, expected, polynomial, rtol=1e-3, atol=1e-3).worth(2)
    yield from _rank_deficient(student, rng)


def _rank_deficient(student, rng):
    """Criteria where many weights fit equally well. The first of them stops who inverts X^T X."""
    features, targets = rng.normal(size=(9, 4)), rng.normal(size=9)
    features[:, int(rng.integers(4))] = 0.0
    yield _smallest(student, features, targets, "A column of zeros gets the weight 0")
    features, targets = rng.normal(size=(4, 9)), rng.normal(size=4)
    weights = array(student(features, targets), (9,))
    exact = "With fewer samples than columns it fits every sample exactly"
    yield close(features @ weights, targets, exact, rtol=1e-3, atol=1e-3)
    smallest = "Of all weights that fit exactly, it takes those of least norm"
    expected = reference.fit_least_squares(features, targets)
    yield close(weights, expected, smallest, rtol=1e-3, atol=1e-3).worth(2)
    features, targets = _four_groups(), rng.normal(size=12)
    groups = "Of four groups' columns and their sum, a column of ones, all share the weight"
    yield _smallest(student, features, targets, groups).worth(2)


def _four_groups():
    """A column of 0 and 1 for each of four groups, and a column of ones.

    Its last singular value is 0 up to far less than rounding, so that every usual threshold for
    what counts as 0 decides alike.
    """
    return np.column_stack([np.eye(4)[np.arange(12) % 4], np.ones(12)])


def _smallest(student, features, targets, sentence):
    weights = array(student(features, targets), features.shape[1:])
    expected = reference.fit_least_squares(features, targets)
    if not np.all(np.abs(weights) < HUGE):
        return holds(False, sentence, "some of your weights are huge, or no numbers at all")
    return close(weights, expected, sentence, rtol=1e-3, atol=1e-3)


@fit_least_squares.mistake(
    "A direct solve, by the normal equations or a QR decomposition, needs independent columns: "
    "elsewhere X^T X has no inverse. Use np.linalg.lstsq or np.linalg.pinv."
)
def by_the_normal_equations(features, targets):
    return np.linalg.solve(features.T @ features, features.T @ targets)


@fit_least_squares.mistake(
    "A term is added to the diagonal of X^T X: this is ridge regression, and shrinks the weights."
)
def ridge(features, targets):
    gram = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(gram, features.T @ targets)


@fit_least_squares.mistake(
    "X^T y alone is the answer only for orthonormal columns; it still has to be multiplied by the "
    "(pseudo-)inverse of X^T X."
)
def without_the_inverse(features, targets):
    return features.T @ targets


@fit_least_squares.mistake(
    "np.linalg.lstsq returns four things; the weights are the first of them: [0]."
)
def all_that_lstsq_returns(features, targets):
    return np.linalg.lstsq(features, targets, rcond=None)


@fit_least_squares.mistake(
    "An intercept was fitted too, which nobody asked for: a constant is a column of `features`."
)
def with_an_intercept(features, targets):
    centred = features - features.mean(axis=0)
    return np.linalg.lstsq(centred, targets - targets.mean(), rcond=None)[0]


@fit_least_squares.mistake(
    "The weights came back as a column, (d, 1), for the targets were made one; shape (d,) is asked "
    "for: use ravel()."
)
def weights_in_a_column(features, targets):
    return np.linalg.lstsq(features, targets[:, np.newaxis], rcond=None)[0]


@fit_least_squares.mistake("The fitted values came back; the weights are asked for.")
def returns_the_fit(features, targets):
    return features @ reference.fit_least_squares(features, targets)


@fit_least_squares.mistake(
    "Of the many weights that fit, these are 0 for the columns that seem superfluous; the ones of "
    "least norm share the weight among all columns."
)
def drops_dependent_columns(features, targets):
    weights, kept = np.zeros(features.shape[1]), []
    for j in range(features.shape[1]):
        if np.linalg.matrix_rank(features[:, [*kept, j]]) > len(kept):
            kept.append(j)
    weights[kept] = np.linalg.lstsq(features[:, kept], targets, rcond=None)[0]
    return weights


@fit_least_squares.mistake(
    "Every singular value is inverted, also those that are 0, if not for rounding; leave out the "
    "ones that are tiny against the largest."
)
def inverts_every_singular_value(features, targets):
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    with np.errstate(all="ignore"):
        return vt.T @ (u.T @ targets / s)


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
