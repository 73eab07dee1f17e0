"""A script that standardizes all rows before it splits them."""

import numpy as np

from grader.criteria import arrays, holds
from grader.criteria.numbers import instead
from grader.exercise import exercise
from grader.exercises.combining import scalings
from grader.exercises.wrong import teach
from grader.reference import clinic as reference

NAMES = ("x_train", "x_test")


@exercise(
    reference=reference.clinic_scaling,
    points=1,
    hints=(
        "Which rows have a say in the mean and the standard deviation? Which of them will be there "
        "when the model is trained, and which will only come later?",
        "Treat the test rows as you would treat one new row that arrives next week: it has no mean "
        "and no standard deviation of its own.",
        "Take the rows of the training part out first. Then there are two arrays to scale, with "
        "one mean and one standard deviation for each column.",
    ),
)
def clinic_scaling(student, rng):
    """Columns standardized by mean and std of the training rows; returns (x_train, x_test)."""
    x, train, test = _rows(rng)
    got = _ask(student, x, train, test)
    yield _kept_apart(student, x, train, test, got).worth(4).as_idea()
    yield _alike(student, x, train, test).worth(4).as_idea()
    yield _standardized(x, train, got[0]).worth(4)
    right, nearest = _nearest(x, train, test, got[1])
    sentence = "The test rows are scaled by mean and standard deviation of the training rows"
    yield holds(right.all(), sentence, _first(got[1], nearest, ~right), got[1]).worth(3)
    alone = _ask(student, x, train, test[:1])[1]
    same = np.isclose(alone, got[1][:1], rtol=1e-5, atol=1e-5)
    sentence = "A test row comes out the same when it is the only one"
    yield holds(same.all(), sentence, _first(alone, got[1][:1], ~same), alone).worth(2)


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


def _kept_apart(student, x, train, test, got):
    """Criterion: what is in the other rows does not reach the training rows."""
    sentence = "Changing the other rows does not change how the training rows come out"
    if np.allclose(got[0], x[train]):
        return holds(False, sentence, "training rows that are not scaled at all")
    if np.any(np.ptp(got[0], axis=0) < 1e-6):
        return holds(False, sentence, "training rows with a column of equal values")
    moved = x * 3 - 1
    moved[train] = x[train]
    again = _ask(student, moved, train, test)[0]
    same = np.isclose(again, got[0], rtol=1e-5, atol=1e-5)
    found = ""
    if not same.all():
        place = tuple(np.argwhere(~same)[0])
        found = f"{again[place]:.3g} for a value that was {got[0][place]:.3g} before the change"
    return holds(same.all(), sentence, found, again)


def _alike(student, x, train, test):
    """Criterion: a test row that equals a training row comes out as that one does."""
    twin = x.copy()
    twin[test[0]] = twin[train[0]]
    rows, others = _ask(student, twin, train, test)
    same = np.isclose(others[0], rows[0], rtol=1e-5, atol=1e-5)
    found = ""
    if not same.all():
        column = int(np.argmin(same))
        value = f"{twin[train[0], column]:.3g}"
        found = (
            f"{rows[0, column]:.3g} for a training value of {value}, but {others[0, column]:.3g} "
            f"for a test value of {value}"
        )
    sentence = "A test row with the same values as a training row comes out as that row does"
    return holds(same.all(), sentence, found, others[0])


def _nearest(x, train, part, got):
    """Which values of a part are right, and all right values.

    With ddof 1 the standard deviation is one as well; the nearer of the two counts.
    """
    mean, stds = x[train].mean(axis=0), [x[train].std(axis=0, ddof=ddof) for ddof in (0, 1)]
    expected = [(x[part] - mean) / std for std in stds]
    right = [np.isclose(got, each, rtol=1e-5, atol=1e-5) for each in expected]
    return max(zip(right, expected, strict=True), key=lambda pair: pair[0].sum())


def _standardized(x, train, got):
    """Criterion: the columns of the training rows have mean 0 and standard deviation 1."""
    right, nearest = _nearest(x, train, train, got)
    means, stds = got.mean(axis=0), got.std(axis=0)
    off = np.maximum(np.abs(means), np.abs(stds - 1))
    column = int(np.argmax(off))
    found = _first(got, nearest, ~right)
    if not off[column] < 0.05:
        both = f"a mean of {means[column]:.2f} and a standard deviation of {stds[column]:.2f}"
        found = f"{both} in column {column}"
    sentence = "The columns of the training rows have mean 0 and standard deviation 1"
    return holds(right.all(), sentence, found, got)


def _first(got, expected, wrong):
    """The first wrong value, and what is right there."""
    if not wrong.any():
        return ""
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    return instead(got[place], expected[place], f"at {list(place)}")


teach(clinic_scaling, scalings.MISTAKES)


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
