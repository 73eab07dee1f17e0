"""The powers of a variable as columns."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.guards import values_of
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_powers
from grader.reference import overfitting as reference


@exercise(
    reference=reference.polynomial_features,
    points=1,
    hints=(
        "Column j is x to the power of j. How many columns are there if j runs from 0 to degree?",
        "`x[:, np.newaxis]` is a column and `np.arange(degree + 1)` a row of exponents: what does "
        "NumPy make of a column and a row?",
    ),
)
def polynomial_features(student, rng):
    """One row for each sample, one column for each power of x from 0 to degree."""
    n, degree = int(rng.integers(9, 12)), int(rng.integers(4, 7))
    # Neither negative nor 0, and away from 1, where all powers are alike.
    x = np.append(rng.uniform(0.5, 0.8, size=n - 3), rng.uniform(1.3, 1.6, size=3))
    features, shape = values_of(student(x, degree)), (n, degree + 1)
    if not isinstance(features, np.ndarray) or features.ndim != 2:
        features = array(features, shape)
    yield _powers(features, x).worth(2).as_idea()
    found = f"shape {features.shape}"
    sentence = f"For {n} samples and degree {degree} the shape is {shape}: x^0 to x^{degree}"
    yield holds(features.shape == shape, sentence, found, features).worth(3)
    turned = features.shape == shape[::-1]
    if features.shape != shape and not turned:
        return
    features = features.T if turned else features
    yield close(features[:, 0], 1.0, "The first column is x^0 = 1")
    expected = reference.polynomial_features(x, degree)
    in_order = close(features, expected, "Column j is x^j, with the exponents going up")
    yield in_order.worth(3).drawn(_last_columns(features, expected, x))
    yield from _special_inputs(student, rng, turned)


def _powers(features, x):
    """Criterion: the columns, or the rows, are different powers of x; which ones is free."""
    columns = features if len(features) == len(x) else features.T
    exponents = []
    for column in columns.T if len(columns) == len(x) else ():
        fits = [j for j in range(columns.shape[1] + 2) if np.allclose(column, x**j, rtol=1e-5)]
        exponents.append(fits[0] if fits else -1)
    alien = exponents.index(-1) if -1 in exponents else None
    passed = bool(exponents) and len(set(exponents)) == len(exponents) and alien is None
    found = "no such columns"
    if alien is not None:
        found = _alien_entry(columns[:, alien], alien, x)
    elif not passed and exponents:
        found = "the same power more than once"
    return holds(passed, "It holds different powers of x, such as x^2 and x^3", found, features)


def _alien_entry(column, number, x):
    """An entry, in words, that is not the power of x that most entries of its column are."""
    fits = np.isclose(x ** np.arange(12)[:, np.newaxis], column, rtol=1e-5)
    power = int(np.argmax(fits.sum(axis=1)))
    row = int(np.argmin(fits[power]))
    other = f"while others there are x^{power}" if fits[power].any() else "which is no power of it"
    if fits[power].all():
        other = f"which is x^{power}, a power that was not asked for"
    return f"{column[row]:.4g} in column {number} where x is {x[row]:.4g}, {other}"


def _last_columns(features, expected, x):
    """A picture of the column that is farthest off, over increasing x."""
    far = int(np.argmax(np.abs(np.nan_to_num(features - expected)).max(axis=0)))
    order = np.argsort(x)
    words = f"Column {far}, from the smallest x to the largest: it should be x^{far}."
    return Sketch("curve", features[order, far], expected[order, far], words)


def _special_inputs(student, rng, turned):
    """Criteria where x is 0 or negative, and where there is one sample, or one column."""
    sentence = "It holds where x is 0 or negative, too (0^0 is 1)"
    cases = (
        (np.array([0.0, -1.5, 0.0, 2.0, -0.4]), 2, sentence, 2),
        (-rng.uniform(0.5, 1.6, size=1), 6, "It works for a single sample", 1),
        (-rng.uniform(0.5, 1.6, size=5), 0, "For degree 0 there is one column of ones", 1),
        (rng.uniform(-1.6, 1.6, size=5), 14, "It works for a high degree", 1),
    )
    for x, degree, sentence, weight in cases:
        shape = len(x), degree + 1
        features = array(student(x, degree), shape[::-1] if turned else shape)
        features = features.T if turned else features
        expected = reference.polynomial_features(x, degree)
        yield close(features, expected, sentence).worth(weight)


wrong_powers.wrong.teach(polynomial_features)


@polynomial_features.alternative
def by_vandermonde(x, degree):
    return np.vander(x, degree + 1, increasing=True)


@polynomial_features.alternative
def entry_by_entry(x, degree):
    features = np.ones((len(x), degree + 1))
    for i, value in enumerate(x):
        for j in range(1, degree + 1):
            features[i, j] = features[i, j - 1] * value
    return features


@polynomial_features.alternative
def by_running_products(x, degree):
    repeated = np.tile(x.reshape(-1, 1), (1, degree))
    return np.hstack([np.ones((x.size, 1)), np.cumprod(repeated, axis=1)])


@polynomial_features.alternative
def with_scikit_learn(x, degree):
    from sklearn.preprocessing import PolynomialFeatures

    return PolynomialFeatures(degree).fit_transform(x.reshape(-1, 1))


@polynomial_features.alternative
def in_single_precision(x, degree):
    return np.power.outer(x.astype(np.float32), np.arange(degree + 1, dtype=np.float32))


@polynomial_features.alternative
def by_polynomials(x, degree):
    rows = np.eye(degree + 1)
    return np.stack([np.polynomial.Polynomial(row)(x) for row in rows], axis=-1)
