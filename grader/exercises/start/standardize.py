"""Scale a training and a test set by the statistics of the training set."""

import numpy as np

from grader.criteria import arrays, close
from grader.exercise import exercise
from grader.reference import start as reference

NAMES = ("train_scaled", "test_scaled")


@exercise(
    reference=reference.standardize,
    points=2,
    hints=(
        "`train.mean(axis=0)` has one mean for each column. Which set may the scaling look at?",
        "The test set is moved and scaled by the very numbers that the training set gave.",
        "A column that never changes has a standard deviation of 0. What would dividing by it "
        "give, and what should come out instead?",
    ),
)
def standardize(student, rng):
    """Each column minus the mean of train, over the std of train; a constant column gives zeros."""
    train, test = _sets(rng, constant=False)
    scaled, other = arrays(student(train, test), (train.shape, test.shape), NAMES)
    yield close(scaled.mean(axis=0), 0.0, "Each training column has mean 0")
    yield close(scaled.std(axis=0), 1.0, "Each training column has standard deviation 1")
    expected = reference.standardize(train, test)
    yield close(scaled, expected[0], "The training set is scaled by its own statistics")
    yield close(other, expected[1], "The test set is scaled by the statistics of the training set")
    train, test = _sets(rng, constant=True)
    with np.errstate(all="ignore"):
        scaled, other = arrays(student(train, test), (train.shape, test.shape), NAMES)
    expected = reference.standardize(train, test)
    yield close(scaled, expected[0], "A column that is constant in train becomes zeros in train")
    yield close(other, expected[1], "A column that is constant in train becomes zeros in test")


def _sets(rng, constant):
    """A training and a test set on scales of their own; constants are exact in floating point."""
    d = int(rng.integers(3, 6))
    scale, shift = rng.uniform(0.5, 20.0, size=d), rng.uniform(-30.0, 30.0, size=d)
    train = shift + scale * rng.normal(size=(int(rng.integers(12, 25)), d))
    test = shift + 5.0 + 2.0 * scale * rng.normal(size=(int(rng.integers(4, 9)), d))
    if constant:
        train[:, 1] = float(rng.integers(-4, 5)) * 0.5
    return train, test


@standardize.mistake(
    "The test set is scaled by its own statistics; use those of the training set for both."
)
def each_by_its_own(train, test):
    def scale(part):
        std = part.std(axis=0)
        return np.where(std > 0, (part - part.mean(axis=0)) / np.where(std > 0, std, 1), 0.0)

    return scale(train), np.where(train.std(axis=0) > 0, scale(test), 0.0)


@standardize.mistake(
    "Nothing looks after a column that is constant: 0 / 0 is NaN, and one NaN ends a training."
)
def divides_by_zero(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@standardize.mistake("The test set is scaled by its own statistics, and constant columns give NaN.")
def each_by_its_own_divides_by_zero(train, test):
    return tuple((part - part.mean(axis=0)) / part.std(axis=0) for part in (train, test))


@standardize.mistake(
    "The statistics come from both sets together: the test set has leaked into the scaling."
)
def both_together(train, test):
    everything = np.concatenate([train, test])
    mean, std = everything.mean(axis=0), everything.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@standardize.mistake("One mean and one std for the whole table: each column needs its own.")
def one_scale_for_all(train, test):
    return tuple((part - train.mean()) / train.std() for part in (train, test))


@standardize.mistake("The mean is taken along each row (axis=1): a column is one feature (axis=0).")
def along_rows(train, test):
    return tuple(
        (part - part.mean(axis=1, keepdims=True)) / part.std(axis=1, keepdims=True)
        for part in (train, test)
    )


@standardize.mistake(
    "The std divides by n - 1 (ddof=1); here, as in scikit-learn, it divides by n (ddof=0)."
)
def sample_deviation(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0, ddof=1)
    varies = std > 0
    scale = np.where(varies, std, 1.0)
    return tuple(np.where(varies, (part - mean) / scale, 0.0) for part in (train, test))


@standardize.mistake(
    "A constant column stays unscaled in the test set: where train never varies, both become zeros."
)
def scale_of_one(train, test):
    std = train.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return tuple((part - train.mean(axis=0)) / std for part in (train, test))


@standardize.mistake("The variance is not the standard deviation: take its square root.")
def by_the_variance(train, test):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    scale = np.where(variance > 0, variance, 1.0)
    return tuple(np.where(variance > 0, (p - mean) / scale, 0.0) for p in (train, test))


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
