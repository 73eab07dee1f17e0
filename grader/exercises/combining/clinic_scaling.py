"""A script that standardizes all rows before it splits them."""

import numpy as np

from grader.criteria import arrays, close, holds
from grader.exercise import exercise
from grader.reference import clinic as reference

NAMES = ("x_train", "x_test")


@exercise(
    reference=reference.clinic_scaling,
    points=1,
    hints=(
        "Which rows have a say in the mean and the standard deviation? Which ones will be there "
        "when the model is trained, and which come only afterwards?",
        "The test rows must be treated as one new row would be that comes in next week: it has no "
        "statistics of its own.",
        "Take the rows of the training part out first. Then there are two arrays to scale, and one "
        "mean and one standard deviation for each column.",
    ),
)
def clinic_scaling(student, rng):
    """Columns standardized by mean and std of the training rows; returns (x_train, x_test)."""
    x, train, test = _rows(rng)
    got = _ask(student, x, train, test)
    by_training = [_expected(x, train, test, ddof) for ddof in (0, 1)]
    # With ddof 1 the standard deviation is one as well.
    expected = min(by_training, key=lambda each: np.abs(each[0] - got[0]).max())
    sentence = "The training rows come out with mean 0 and standard deviation 1 in every column"
    yield close(got[0], expected[0], sentence).worth(3)
    yield _kept_apart(student, x, train, test, got).worth(4)
    sentence = "The test rows are scaled by mean and standard deviation of the training rows"
    yield close(got[1], expected[1], sentence).worth(4)
    # Statistics of its own leave of one row NaN, or zeros where a scaler sees to them.
    alone = np.nan_to_num(_ask(student, x, train, test[:1])[1])
    yield close(alone, expected[1][:1], "A single test row is scaled just so").worth(2)


def _rows(rng):
    """Rows of which the test part lies elsewhere, and some are in neither part."""
    n, d = int(rng.integers(50, 60)), 4
    x = rng.normal(rng.uniform(2, 9, size=d), rng.uniform(1, 5, size=d), size=(n, d))
    order = rng.permutation(n)
    x[order[26:]] *= rng.uniform(1.3, 1.6)
    return x, order[:26], order[26:37]


def _ask(student, x, train, test):
    shapes = [(len(part), x.shape[1]) for part in (train, test)]
    return arrays(student(x, train, test), shapes, NAMES)


def _expected(x, train, test, ddof):
    mean, std = x[train].mean(axis=0), x[train].std(axis=0, ddof=ddof)
    return (x[train] - mean) / std, (x[test] - mean) / std


def _kept_apart(student, x, train, test, got):
    """Criterion: what is in the other rows does not reach the training rows."""
    sentence = "Whatever stands in the other rows, the training rows come out the same"
    if np.allclose(got[0], x[train]) or not np.any(got[0]):
        return holds(False, sentence, "nothing is scaled")
    moved = x * 3 - 1
    moved[train] = x[train]
    return close(_ask(student, moved, train, test)[0], got[0], sentence)


def _wrong(name, message, scale):
    def answer(x, train, test):
        return scale(x, x[train], x[test])

    answer.__name__ = name
    clinic_scaling.mistake(message)(answer)


def _standardized(mean, std, *parts):
    return tuple((part - mean) / std for part in parts)


def _by(rows, *parts, axis=0):
    mean, std = rows.mean(axis=axis), rows.std(axis=axis)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _standardized(mean, std, *parts)


def _between(rows, *parts):
    low, high = rows.min(axis=0), rows.max(axis=0)
    return tuple((part - low) / (high - low) for part in parts)


_wrong(
    "scales_all_rows",
    "Mean and standard deviation still come from all rows, so the test rows have a say in what the "
    "model is trained on: take them from the training rows.",
    lambda x, train, test: _by(x, train, test),
)
_wrong(
    "scales_the_two_parts_together",
    "Mean and standard deviation come from training and test rows together: take them from the "
    "training rows alone.",
    lambda x, train, test: _by(np.concatenate([train, test]), train, test),
)
_wrong(
    "scales_each_part_by_itself",
    "The test rows are scaled by statistics of their own: a model that learned from the training "
    "rows needs the test rows in the same units, and a single one has no statistics.",
    lambda x, train, test: (*_by(train, train), *_by(test, test)),
)
_wrong(
    "takes_only_the_mean_from_the_training_rows",
    "The mean comes from the training rows, but the standard deviation still from all rows: it is "
    "a statistic as well.",
    lambda x, train, test: _standardized(train.mean(axis=0), x.std(axis=0), train, test),
)
_wrong(
    "takes_only_the_spread_from_the_training_rows",
    "The standard deviation comes from the training rows, but the mean still from all rows: it is "
    "a statistic as well.",
    lambda x, train, test: _standardized(x.mean(axis=0), train.std(axis=0), train, test),
)
_wrong(
    "scales_the_test_rows_by_all_rows",
    "The training rows are right, but the test rows are scaled by all rows: mean and standard "
    "deviation of the training rows serve for both.",
    lambda x, train, test: (*_by(train, train), *_by(x, test)),
)
_wrong(
    "leaves_the_test_rows",
    "The test rows are not scaled; the model would meet them in units that it does not know.",
    lambda x, train, test: (*_by(train, train), test),
)
_wrong(
    "scales_nothing",
    "The scaling is gone altogether: only its place was wrong.",
    lambda x, train, test: (train, test),
)
_wrong(
    "scales_by_the_test_rows",
    "Mean and standard deviation come from the test rows; it is the training rows that may be "
    "looked at.",
    lambda x, train, test: _by(test, train, test),
)
_wrong(
    "one_number_for_all_columns",
    "One mean and one standard deviation serve all columns: take them column by column (axis=0).",
    lambda x, train, test: _by(train, train, test, axis=None),
)
_wrong(
    "one_number_for_all_columns_and_rows",
    "One mean and one standard deviation serve all columns, and the test rows have a say in them: "
    "take them column by column (axis=0), from the training rows.",
    lambda x, train, test: _by(x, train, test, axis=None),
)
_wrong(
    "scales_row_by_row",
    "Each row is scaled by its own mean and standard deviation; columns should be (axis=0), for "
    "each has a unit of its own.",
    lambda x, train, test: tuple(_by(part.T, part.T)[0].T for part in (train, test)),
)
_wrong(
    "only_centred",
    "The mean is taken off, but nothing is divided by the standard deviation.",
    lambda x, train, test: (train - train.mean(axis=0), test - train.mean(axis=0)),
)
_wrong(
    "only_divided",
    "It divides by the standard deviation, but the mean is not taken off before.",
    lambda x, train, test: _standardized(0.0, train.std(axis=0), train, test),
)
_wrong(
    "without_parentheses",
    "Parentheses are missing: `x - mean / std` divides the mean alone.",
    lambda x, train, test: tuple(
        part - train.mean(axis=0) / train.std(axis=0) for part in (train, test)
    ),
)
_wrong(
    "divides_by_the_variance",
    "It divides by the variance; the standard deviation is its square root.",
    lambda x, train, test: tuple(
        (part - train.mean(axis=0)) / train.var(axis=0) for part in (train, test)
    ),
)
_wrong(
    "between_zero_and_one",
    "The columns are brought to [0, 1]; the script standardizes: minus the mean, over the standard "
    "deviation.",
    lambda x, train, test: _between(train, train, test),
)
_wrong(
    "between_zero_and_one_by_all_rows",
    "The columns are brought to [0, 1], and by the smallest and largest values of all rows: the "
    "script standardizes, and only the training rows may be looked at.",
    lambda x, train, test: _between(x, train, test),
)


@clinic_scaling.mistake(
    "Mean and standard deviation come from all rows but the test rows: rows that are in neither "
    "part are no training rows."
)
def scales_by_all_but_the_test_rows(x, train, test):
    return _by(np.delete(x, test, axis=0), x[train], x[test])


@clinic_scaling.mistake("The two parts come back in the wrong order: (x_train, x_test).")
def exchanged(x, train, test):
    return reference.clinic_scaling(x, train, test)[::-1]


@clinic_scaling.alternative
def with_scikit_learn(x, train, test):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(x[train])
    return [scaler.transform(x[train]), scaler.transform(x[test])]


@clinic_scaling.alternative
def column_by_column(x, train, test):
    scaled = np.empty(x.shape)
    for column in range(x.shape[1]):
        known = [x[row, column] for row in train]
        mean = sum(known) / len(known)
        spread = (sum((value - mean) ** 2 for value in known) / len(known)) ** 0.5
        scaled[:, column] = (x[:, column] - mean) / spread
    return scaled[train], scaled[test]


@clinic_scaling.alternative
def with_scipy(x, train, test):
    from scipy import stats

    return tuple(stats.zmap(x[part], x[train], axis=0, ddof=1) for part in (train, test))


@clinic_scaling.alternative
def in_single_precision(x, train, test):
    x_train, x_test = np.float32(x[train]), np.float32(x[test])
    mean = np.mean(x_train, axis=0, keepdims=True)
    deviation = np.sqrt(np.mean((x_train - mean) ** 2, axis=0, keepdims=True))
    return (x_train - mean) / deviation, (x_test - mean) / deviation
