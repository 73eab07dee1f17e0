"""One-hot labels mixed with the uniform distribution."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
from grader.exercises.combining import smoothings
from grader.exercises.wrong import teach
from grader.reference import combining as reference


@exercise(
    reference=reference.label_smoothing,
    points=1,
    hints=(
        "Think of a lottery: with probability 1 - smoothing the label stays as it is; otherwise "
        "one of ALL the classes is drawn, including the one of the label. How likely is each class "
        "in the end?",
        "The number of classes is the length of a row, `one_hot.shape[1]`. Check that every row "
        "still adds up to 1.",
    ),
)
def label_smoothing(student, rng):
    """(1 - smoothing) * one_hot + smoothing / n_classes."""
    smoothing = float(rng.choice([0.1, 0.2, 0.3]))
    one_hot = _labels(rng)
    got = array(student(one_hot, smoothing), one_hot.shape)
    yield _adds_up(got).worth(3).as_idea()
    yield _is_mixed(got, one_hot, smoothing).worth(3).as_idea()
    expected = reference.label_smoothing(one_hot, smoothing)
    label = one_hot == 1
    words = f"With {one_hot.shape[1]} classes and a smoothing of {smoothing:g}"
    yield _all_are(got[label], expected[label], f"{words}, the class of the label gets").worth(3)
    yield _all_are(got[~label], expected[~label], f"{words}, every other class gets").worth(3)
    row = np.eye(2)[:1]
    got = array(student(row, 0.5), row.shape)
    sentence = "It works for a single row of two classes"
    yield close(got, reference.label_smoothing(row, 0.5), sentence)
    few = np.eye(5)[rng.permutation(3) + 1]
    got = array(student(few, 1.0), few.shape)
    yield _all_are(got, np.full(few.shape, 0.2), "With 5 classes and a smoothing of 1, all get")
    got = array(student(few, 0.0), few.shape)
    yield close(got, few, "With a smoothing of 0 nothing changes")


def _labels(rng):
    """More rows than classes, of which the first and the last two never occur."""
    n_classes = int(rng.integers(6, 10))
    occurring = np.arange(1, n_classes - 2)
    more = rng.choice(occurring, size=int(rng.integers(6, 10)))
    return np.eye(n_classes)[rng.permutation(np.append(occurring, more))]


def _adds_up(got):
    sums = got.sum(axis=1, dtype=float)
    wrong = ~np.isclose(sums, 1.0, atol=1e-5)
    found = f"a row that adds up to {sums[wrong.argmax()]:.3g}" if wrong.any() else ""
    return holds(not wrong.any(), "Every row still adds up to 1", found, sums)


def _is_mixed(got, one_hot, smoothing):
    """Criterion: of the label enough is left, and the others get the same; how much is free."""
    label, others = got[one_hot == 1], got[one_hot == 0]
    enough = np.all(label > 1 - smoothing - 1e-5)
    alike = np.allclose(others, others[0], atol=1e-5) and np.all(others > 1e-5)
    found = f"{_range(label)} for the class of the label and {_range(others)} for the others"
    sentence = (
        "The class of the label keeps at least 1 - smoothing, and the others get equal shares of "
        "the rest"
    )
    return holds(enough and alike, sentence, found, got)


def _all_are(got, expected, sentence):
    """Criterion: all numbers are the one that is expected."""
    return holds(
        np.allclose(got, expected, rtol=1e-5, atol=1e-5),
        f"{sentence} {expected.flat[0]:.4g}",
        _range(got),
        got,
    )


def _range(values):
    low, high = values.min(), values.max()
    return f"{low:.4g}" if f"{low:.4g}" == f"{high:.4g}" else f"{low:.4g} to {high:.4g}"


teach(label_smoothing, smoothings.MISTAKES)


@label_smoothing.alternative
def row_by_row(one_hot, smoothing):
    out = np.empty(one_hot.shape)
    for i, row in enumerate(one_hot):
        for j, value in enumerate(row):
            out[i, j] = value - smoothing * (value - 1 / len(row))
    return out


@label_smoothing.alternative
def by_a_matrix(one_hot, smoothing):
    classes = one_hot.shape[-1]
    return one_hot @ (
        (1 - smoothing) * np.identity(classes) + np.full(2 * [classes], smoothing / classes)
    )


@label_smoothing.alternative
def by_places_in_single_precision(one_hot, smoothing):
    n, classes = one_hot.shape
    out = np.full((n, classes), smoothing / classes, dtype=np.float32)
    out[np.arange(n), one_hot.argmax(axis=1)] += 1 - smoothing
    return out


@label_smoothing.alternative
def by_the_mean(one_hot, smoothing):
    return np.average(
        [one_hot, np.ones_like(one_hot) * one_hot.mean(axis=1, keepdims=True)],
        axis=0,
        weights=[1 - smoothing, smoothing],
    )


@label_smoothing.alternative
def by_clipping(one_hot, smoothing):
    share = smoothing / one_hot.shape[1]
    return one_hot.clip(share, 1 - smoothing + share)
