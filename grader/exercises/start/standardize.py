"""Scale a training and a test set by the statistics of the training set."""

import numpy as np

from grader.criteria import arrays, close, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.start import scalers
from grader.reference import start as reference

NAMES = ("train_scaled", "test_scaled")
TINY = 6e-4
"""The least standard deviation of a column."""


@exercise(
    reference=reference.standardize,
    points=2,
    hints=(
        "`train.mean(axis=0)` gives one mean for each column. Which of the two sets may the "
        "scaling look at?",
        "Shift and scale the test set by the same numbers that you computed from the training set.",
        "A column that never changes has a standard deviation of 0. What do you get when you "
        "divide by it, and what should come out instead?",
    ),
)
def standardize(student, rng):
    """Each column minus the mean of train, over the std of train; a constant column gives zeros."""
    train, test = _sets(rng)
    scaled, other = arrays(student(train, test), (train.shape, test.shape), NAMES)
    yield close(scaled.mean(axis=0), 0.0, "Each training column ends up with mean 0").as_idea()
    yield from _spread(scaled)
    yield _in_proportion(train, scaled).worth(3)
    yield _same_map(train, test, scaled, other).worth(3).as_idea()
    row = test[:1]
    _, other = arrays(student(train, row), (train.shape, row.shape), NAMES)
    expected = _map(train, scaled)(row)
    yield close(other, expected, "A test set of a single row is put on the same scale")
    yield from _constant(student, rng, train, test, _map(train, scaled))
    yield _small_units(student, train, test, scaled)
    row = arrays(student(train[:1], test), (train[:1].shape, test.shape), NAMES)
    yield _zeros(np.concatenate(row), "If train has a single row, all its columns are constant")
    column, rest = train[:, :1], test[:, :1]
    one, _ = arrays(student(column, rest), (column.shape, rest.shape), NAMES)
    yield close(one, scaled[:, :1], "A single column is scaled like one of several")


def _sets(rng):
    """A training and a test set; each column is on a scale of its own, all of them far from 1."""
    d = int(rng.integers(4, 7))
    scale, shift = rng.uniform(3.0, 20.0, size=d), rng.uniform(-30.0, 30.0, size=d)
    scale[-1], shift[-1] = rng.uniform(0.05, 0.2), 0.5
    train = shift + scale * rng.normal(size=(int(rng.integers(20, 30)), d))
    # A column is not constant because its first and its last value are equal.
    train[-1, 0] = train[0, 0]
    test = shift + scale * (0.7 + 2.5 * rng.normal(size=(int(rng.integers(5, 9)), d)))
    return train, test


def _spread(scaled):
    """Criteria on the standard deviation; the first one holds whether n or n - 1 divides."""
    spread = scaled.std(axis=0)
    sentence = "Each training column ends up with a standard deviation of 1"
    yield close(spread, 1.0, sentence, rtol=0, atol=0.04).worth(3).as_idea()
    sentence = "The standard deviation divides by n (ddof=0)"
    yield close(spread, 1.0, sentence).worth(2)


def _in_proportion(train, scaled):
    """Criterion: training values keep their order and relative distances, whatever the scale."""
    z = (train - train.mean(axis=0)) / train.std(axis=0)
    sentence = "The distances between the values of a training column keep their sign and ratio"
    expected = scaled.mean(axis=0) + scaled.std(axis=0) * z
    return close(scaled, expected, sentence)


def _map(train, scaled):
    """What was done to the columns of train, as a function."""
    centered = train - train.mean(axis=0)
    slope = np.sum(centered * scaled, axis=0) / np.sum(centered**2, axis=0)
    return lambda part: (part - train.mean(axis=0)) * slope + scaled.mean(axis=0)


def _same_map(train, test, scaled, other):
    """Criterion: the test set is treated like train, whatever was done to that."""
    expected = _map(train, scaled)(test)
    sentence = "The test set is shifted and scaled by the same numbers as the training set"
    found = close(other, expected, sentence)
    worst = int(np.argmax(np.abs(np.nan_to_num(other - expected)).sum(axis=0)))
    words = f"Column {worst} of the test set, sample by sample: yours is on another scale."
    return found.drawn(Sketch("curve", other[:, worst], expected[:, worst], words))


def _constant(student, rng, train, test, scale):
    """Criteria on columns that are constant in one set alone, and are or are not 0 there.

    The others must be scaled as they were without such columns: `scale` is what was done to them.
    """
    train, test = train.copy(), test.copy()
    places = rng.permutation(train.shape[1])
    train[:, places[0]], train[:, places[1]] = 0.5 * float(rng.integers(1, 9)), 0.0
    test[:, places[2]] = test[0, places[2]]
    scaled, other = arrays(student(train, test), (train.shape, test.shape), NAMES)
    constant = places[:2]
    sentence = "A column that is constant in train becomes zeros in train"
    yield _zeros(scaled[:, constant], sentence).worth(3)
    sentence = "A column that is constant in train becomes zeros in test, too"
    yield _zeros(other[:, constant], sentence).worth(2)
    got, expected = np.concatenate([scaled, other]), scale(np.concatenate([train, test]))
    sentence = "Columns that vary in train are scaled as before, even if they are constant in test"
    yield close(got[:, places[2:]], expected[:, places[2:]], sentence).worth(2)


def _small_units(student, train, test, scaled):
    """Criterion: where all numbers are small, it still tells which columns vary.

    Who adds something tiny to the standard deviation is within the tolerance.
    """
    small = TINY / train.std(axis=0).min()
    got, _ = arrays(student(small * train, small * test), (train.shape, test.shape), NAMES)
    sentence = f"A column with a standard deviation of {TINY:g} varies, and is scaled like others"
    return close(got, scaled, sentence, rtol=0.02, atol=0.01)


def _zeros(values, sentence):
    wrong = ~(np.abs(values) <= 1e-5)
    found = f"{values[wrong][0]:.3g}" if wrong.any() else ""
    return holds(not wrong.any(), sentence, found, values)


scalers.wrong.teach(standardize)


@standardize.alternative
def column_by_column(train, test):
    scaled, other = np.zeros_like(train), np.zeros_like(test)
    for j in range(train.shape[1]):
        column = train[:, j]
        if column.max() > column.min():
            scaled[:, j] = (column - np.mean(column)) / np.std(column)
            other[:, j] = (test[:, j] - np.mean(column)) / np.std(column)
    return [scaled, other]


@standardize.alternative
def with_scikit_learn(train, test):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(train)
    other = scaler.transform(test)
    other[:, scaler.var_ == 0] = 0.0
    return scaler.transform(train), other


@standardize.alternative
def by_replacing_nan(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled, other = (train - mean) / std, (test - mean) / std
    scaled[:, std == 0] = 0.0
    other[:, std == 0] = 0.0
    return scaled, other


@standardize.alternative
def in_single_precision(train, test):
    train, test = train.astype(np.float32), test.astype(np.float32)
    mean, std = train.mean(axis=0, dtype=np.float64), train.std(axis=0, dtype=np.float64)
    scale = np.where(std > 0, std, np.inf)
    return tuple(((p - mean) / scale).astype(np.float32) for p in (train, test))


@standardize.alternative
def by_a_matrix(train, test):
    ones = np.full(len(train), 1 / len(train))
    mean = ones @ train
    std = np.sqrt(ones @ (train - mean) ** 2)
    inverse = np.diag([1 / s if s > 1e-12 else 0.0 for s in std])
    return (train - mean) @ inverse, (test - mean) @ inverse
