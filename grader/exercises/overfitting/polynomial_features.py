"""The powers of a variable as columns."""

import numpy as np

from grader.criteria import Criterion, array, close
from grader.exercise import exercise
from grader.reference import overfitting as reference


@exercise(
    reference=reference.polynomial_features,
    points=1,
    hints=(
        "Column j is x to the power of j. How many columns are there if j runs from 0 to degree?",
        "`x[:, np.newaxis]` is a column, `np.arange(degree + 1)` a row of exponents: what does "
        "NumPy make of a column and a row?",
    ),
)
def polynomial_features(student, rng):
    """One row for each sample, one column for each power of x from 0 to degree."""
    n, degree = int(rng.integers(8, 12)), int(rng.integers(4, 7))
    x = rng.uniform(-2, 2, size=n)
    features = student(x, degree)
    shape = n, degree + 1
    if isinstance(features, np.ndarray) and features.ndim == 2 and features.shape != shape:
        found = f"of {n} samples and degree {degree}, yours has shape {features.shape}"
        yield Criterion("Its shape is (n, degree + 1)", False, found, features)
        return
    features = array(features, shape)
    expected = reference.polynomial_features(x, degree)
    yield close(features[:, 0], 1.0, "The first column is x^0 = 1")
    yield close(features[:, 1], x, "The second column is x itself")
    yield close(features, expected, "Column j is x^j").worth(3)
    x = np.array([0.0, -1.5, 0.0, 2.0])
    features = array(student(x, 2), (4, 3))
    expected = reference.polynomial_features(x, 2)
    yield close(features, expected, "It holds where x is 0 or negative (0^0 is 1)")
    x = rng.uniform(-2, 2, size=1)
    features = array(student(x, 6), (1, 7))
    expected = reference.polynomial_features(x, 6)
    yield close(features, expected, "It holds for a single sample and a high degree").worth(2)
    x = rng.uniform(-2, 2, size=5)
    features = array(student(x, 0), (5, 1))
    yield close(features, 1.0, "Of degree 0, there is a single column of ones")


@polynomial_features.mistake(
    "The powers run downwards, as np.vander and np.polyfit order them; here x^0 comes first."
)
def powers_downwards(x, degree):
    return np.vander(x, degree + 1)


@polynomial_features.mistake(
    "The last power is missing: range(degree) ends at degree - 1, and degree + 1 columns are asked "
    "for."
)
def stops_before_the_degree(x, degree):
    return np.stack([x**j for j in range(degree)] or [np.empty(len(x))], axis=1)


@polynomial_features.mistake(
    "The column of ones is missing: without x^0 the polynomial has no constant."
)
def without_the_constant(x, degree):
    return x[:, np.newaxis] ** np.arange(1, degree + 1)


@polynomial_features.mistake(
    "The exponents start at 1 and end at degree + 1; they run from 0 to degree."
)
def one_power_too_high(x, degree):
    return x[:, np.newaxis] ** np.arange(1, degree + 2)


@polynomial_features.mistake(
    "Rows and columns are exchanged: each sample is a row, each power a column."
)
def transposed(x, degree):
    return np.stack([x**j for j in range(degree + 1)])


@polynomial_features.mistake("These are multiples of x (j * x); column j is a power, x ** j.")
def multiples(x, degree):
    features = x[:, np.newaxis] * np.arange(degree + 1)
    features[:, 0] = 1.0
    return features


@polynomial_features.mistake("Base and exponent are exchanged: column j is x ** j, not j ** x.")
def exponentials(x, degree):
    with np.errstate(divide="ignore"):
        return np.arange(degree + 1.0) ** x[:, np.newaxis]


@polynomial_features.mistake(
    "Powers by way of the logarithm fail where x is 0 or negative; use x ** j."
)
def by_logarithms(x, degree):
    with np.errstate(all="ignore"):
        return np.exp(np.log(x)[:, np.newaxis] * np.arange(degree + 1))


@polynomial_features.mistake(
    "The columns are scaled to a common size; here they are the plain powers of x."
)
def standardised(x, degree):
    features = reference.polynomial_features(x, degree)
    spread = features.std(axis=0)
    return np.where(spread > 0, (features - features.mean(axis=0)) / np.where(spread, spread, 1), 1)


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
