"""The mean of the squared errors."""

import numpy as np

from grader.criteria import close, number
from grader.exercise import exercise
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
    n = int(rng.integers(6, 15))
    targets, predictions = rng.normal(size=n), rng.normal(size=n)
    predictions += rng.uniform(2, 3)
    mean = "It is the mean of the squared differences"
    yield _agrees(student, targets, predictions, mean).worth(4)
    errors = rng.uniform(1, 2, size=5)
    targets, predictions = rng.normal(size=10), np.empty(10)
    predictions[:5], predictions[5:] = targets[:5] + errors, targets[5:] - errors
    yield _agrees(student, targets, predictions, "Errors above and below do not cancel").worth(2)
    yield _agrees(student, np.array([1.5]), np.array([4.5]), "One sample off by 3 gives 9")


def _agrees(student, targets, predictions, sentence):
    error = number(student(targets, predictions))
    return close(error, reference.mean_squared_error(targets, predictions), sentence)


@mean_squared_error.mistake("This is the root of the mean squared error; no root is asked for.")
def takes_the_root(targets, predictions):
    return float(np.sqrt(np.mean((targets - predictions) ** 2)))


@mean_squared_error.mistake("The squared errors are added up; divide by their number.")
def sums(targets, predictions):
    return float(np.sum((targets - predictions) ** 2))


@mean_squared_error.mistake("The errors are made positive by abs; square them instead.")
def takes_absolute_errors(targets, predictions):
    return float(np.mean(np.abs(targets - predictions)))


@mean_squared_error.mistake(
    "One array became a column: a column minus a row is a whole (n, n) table of differences, every "
    "target against every prediction. Subtract entry by entry."
)
def every_pair(targets, predictions):
    return float(np.mean((targets[:, np.newaxis] - predictions) ** 2))


@mean_squared_error.mistake(
    "The mean comes before the square, so that errors above and below cancel; square each first."
)
def squares_the_mean(targets, predictions):
    return float(np.mean(targets - predictions) ** 2)


@mean_squared_error.mistake("The errors are not squared, so that those above and below cancel.")
def mean_of_the_errors(targets, predictions):
    return float(np.mean(targets - predictions))


@mean_squared_error.mistake(
    "The errors are not squared, so that those above and below cancel; and their sign is turned."
)
def mean_of_the_turned_errors(targets, predictions):
    return float(np.mean(predictions - targets))


@mean_squared_error.mistake(
    "There is a factor 1/2, as some texts put before the sum for the sake of the derivative; the "
    "mean squared error has none."
)
def halves(targets, predictions):
    return float(np.mean((targets - predictions) ** 2) / 2)


@mean_squared_error.mistake(
    "This is the variance of the errors: their mean is subtracted first, and a constant error "
    "disappears."
)
def variance_of_the_errors(targets, predictions):
    return float(np.var(targets - predictions))


@mean_squared_error.mistake("The sum is divided by n - 1; a mean over n samples divides by n.")
def divides_by_one_less(targets, predictions):
    return float(np.sum((targets - predictions) ** 2) / max(len(targets) - 1, 1))


@mean_squared_error.mistake(
    "The squares of targets and of predictions are subtracted; subtract first, then square."
)
def difference_of_squares(targets, predictions):
    return float(np.mean(targets**2 - predictions**2))


@mean_squared_error.mistake("The squared errors came back one by one; their mean is asked for.")
def forgets_the_mean(targets, predictions):
    return (targets - predictions) ** 2


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
