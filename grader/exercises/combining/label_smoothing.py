"""One-hot labels mixed with the uniform distribution."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import combining as reference


@exercise(
    reference=reference.label_smoothing,
    points=1,
    hints=(
        "Picture it as a lottery: with probability 1 - smoothing the label stays, otherwise one of "
        "ALL the classes is drawn, the right one included. How likely is each class in the end?",
        "The number of classes is the length of a row, `one_hot.shape[1]`; check that every row "
        "still adds up to 1.",
    ),
)
def label_smoothing(student, rng):
    """(1 - smoothing) * one_hot + smoothing / n_classes."""
    smoothing = float(rng.choice([0.1, 0.2, 0.3]))
    n_classes = int(rng.integers(4, 8))
    one_hot = _labels(rng, n_classes + int(rng.integers(2, 6)), n_classes)
    got = array(student(one_hot, smoothing), one_hot.shape)
    expected = reference.label_smoothing(one_hot, smoothing)
    right = one_hot == 1
    sentence = "The right class keeps 1 - smoothing, and its share of what is handed out"
    yield close(got[right], expected[right], sentence).worth(3)
    sentence = "Every other class gets smoothing / n_classes"
    yield close(got[~right], expected[~right], sentence).worth(3)
    row = _labels(rng, 1, 2)
    got = array(student(row, 0.5), row.shape)
    yield close(
        got, reference.label_smoothing(row, 0.5), "It works for a single row of two classes"
    )
    few = _labels(rng, 3, 5)
    got = array(student(few, 1.0), few.shape)
    yield close(got, 0.2, "With smoothing 1 all classes are alike").worth(2)
    got = array(student(few, 0.0), few.shape)
    yield close(got, few, "With smoothing 0 nothing changes")


def _labels(rng, n, n_classes):
    return np.eye(n_classes)[rng.integers(0, n_classes, size=n)]


def _wrong(name, message, formula):
    def answer(one_hot, smoothing):
        return formula(one_hot, smoothing, one_hot.shape[1])

    answer.__name__ = name
    label_smoothing.mistake(message)(answer)


_wrong(
    "over_the_other_classes",
    "What is taken away is handed out to the other classes alone, smoothing / (n_classes - 1); it "
    "goes to all classes, the right one included.",
    lambda one_hot, s, k: np.where(one_hot == 1, 1 - s, s / (k - 1)),
)
_wrong(
    "over_one_class_less",
    "The rows do not add up to 1: what is handed out goes to all classes, so each of them gets "
    "smoothing / n_classes, not smoothing / (n_classes - 1).",
    lambda one_hot, s, k: (1 - s) * one_hot + s / (k - 1),
)
_wrong(
    "right_class_gets_nothing_back",
    "The rows do not add up to 1: the right class gets its smoothing / n_classes, too.",
    lambda one_hot, s, k: np.where(one_hot == 1, 1 - s, s / k),
)
_wrong(
    "takes_nothing_away",
    "The rows add up to more than 1: what is handed out must be taken from the right class first, "
    "by the factor 1 - smoothing.",
    lambda one_hot, s, k: one_hot + s / k,
)
_wrong(
    "hands_nothing_out",
    "The rows add up to less than 1: what is taken away must be handed out to all classes.",
    lambda one_hot, s, k: (1 - s) * one_hot,
)
_wrong(
    "takes_from_all_classes",
    "Only the right class has something to lose: multiply by 1 - smoothing, do not subtract.",
    lambda one_hot, s, k: one_hot - s + s / k,
)
_wrong(
    "hands_out_everything_to_each",
    "Every class gets the whole smoothing; it is shared out, smoothing / n_classes for each.",
    lambda one_hot, s, k: (1 - s) * one_hot + s,
)
_wrong(
    "exchanged",
    "The two shares are exchanged: 1 - smoothing belongs to the label, smoothing to the others.",
    lambda one_hot, s, k: s * one_hot + (1 - s) / k,
)
_wrong(
    "by_the_number_of_rows",
    "smoothing is divided by the number of rows; divide it by the number of classes, which is "
    "one_hot.shape[1].",
    lambda one_hot, s, k: (1 - s) * one_hot + s / len(one_hot),
)
_wrong(
    "as_for_two_classes",
    "smoothing / 2 is right for two classes only: it is smoothing / n_classes.",
    lambda one_hot, s, k: (1 - s) * one_hot + s / 2,
)
_wrong(
    "unchanged",
    "The labels come back as they were.",
    lambda one_hot, s, k: one_hot.copy(),
)


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
