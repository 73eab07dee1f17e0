"""The mean of the squared errors."""

import numpy as np

from grader.criteria import close, holds, number
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_errors
from grader.reference import overfitting as reference


@exercise(
    reference=reference.mean_squared_error,
    points=1,
    hints=(
        "Take the difference of the two arrays, square each entry, then average.",
        "Both arrays have shape (n,). Print the shape of their difference: it should be the same.",
    ),
)
def mean_squared_error(student, rng):
    """The average over the samples of (target - prediction)^2."""
    n = _odd(rng)
    targets, errors = np.linspace(-3, 3, n) + rng.uniform(-0.2, 0.2, size=n), rng.uniform(1, 2, n)

    def of(errors):
        return number(student(targets, targets + errors))

    error, twice = of(errors), of(2 * errors)
    sentence = "If every error is twice as large, the result is four times as large"
    yield close(twice / error if error else 0.0, 4.0, sentence).worth(2).as_idea()
    mixed = of((-1.0) ** np.arange(n) * errors)
    found = f"{mixed:.4g} with some errors below and {error:.4g} with all of them above"
    sentence = "Errors above and below do not cancel: their sign changes nothing"
    same = np.isclose(mixed, error, rtol=1e-5)
    yield holds(same, sentence, found, np.array([mixed, error])).worth(2).as_idea()
    fewer = np.array([of(np.where(np.arange(n) == i, 0.0, errors)) for i in range(n)])
    sentence = "Every sample counts: with one error less, whichever it is, the result is smaller"
    found = f"{error:.4g} before and {np.max(fewer):.4g} after one error was set to 0"
    yield holds(np.all(fewer < error), sentence, found, fewer).worth(2).as_idea()
    yield from _values(student, rng)


def _odd(rng):
    """A number of samples of which no two halves are equal, so that the mean of theirs is wrong."""
    return 2 * int(rng.integers(3, 8)) + 1


def _values(student, rng):
    """Criteria on the number itself."""
    n = _odd(rng)
    targets, predictions = rng.normal(size=n), rng.normal(size=n)
    predictions += rng.uniform(2, 3)
    expected, got = reference.mean_squared_error(targets, predictions), []
    for times in (1, 2):
        got.append(number(student(np.tile(targets, times), np.tile(predictions, times))))
    yield close(got[0], expected, f"It is the mean of the {n} squared differences").worth(4)
    found = f"{got[1]:.4g} for the samples taken twice and {got[0]:.4g} for the samples"
    sentence = "It is a mean: if all samples are taken twice, nothing changes"
    yield holds(np.isclose(*got, rtol=1e-5), sentence, found, np.array(got)).worth(2)
    error = number(student(np.array([1.5]), np.array([4.5])))
    yield close(error, 9.0, "For one sample that is off by 3 the result is 9")
    error = number(student(targets, targets.copy()))
    yield close(error, 0.0, "Where every prediction is right, the result is 0")


wrong_errors.wrong.teach(mean_squared_error)


@mean_squared_error.alternative
def by_dot_product(targets, predictions):
    errors = predictions - targets
    return errors @ errors / len(errors)


@mean_squared_error.alternative
def in_a_loop(targets, predictions):
    total = 0.0
    for target, prediction in zip(targets, predictions, strict=True):
        total += (target - prediction) ** 2
    return total / len(targets)


@mean_squared_error.alternative
def with_scikit_learn(targets, predictions):
    from sklearn import metrics

    return metrics.mean_squared_error(targets, predictions)


@mean_squared_error.alternative
def by_norm_in_single_precision(targets, predictions):
    errors = (targets - predictions).astype(np.float32)
    return np.linalg.norm(errors) ** 2 / np.float32(errors.size)


@mean_squared_error.alternative
def as_an_array_without_dimension(targets, predictions):
    return np.asarray(np.average(np.square(np.subtract(targets, predictions))))


@mean_squared_error.alternative
def by_statistics(targets, predictions):
    from statistics import fmean

    return fmean(abs(t - p) ** 2 for t, p in zip(targets, predictions, strict=True))
