"""Wrong ways to sum up errors."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "You take a root at the end. That is the root mean squared error, which has the unit of the "
    "targets; here no root is asked for."
)
def takes_the_root(targets, predictions):
    return np.sqrt(np.mean((targets - predictions) ** 2))


@wrong(
    "You add up the squared errors. A sum grows with the number of samples, so you could not "
    "compare a small validation set with a large training set; divide by the number of samples."
)
def sums(targets, predictions):
    return np.sum((targets - predictions) ** 2)


@wrong(
    "You use absolute errors. An error that is twice as large then counts only twice as much; "
    "squared, it counts four times as much, and it is the squares that least squares minimizes.",
    about="idea",
)
def takes_absolute_errors(targets, predictions):
    return np.mean(np.abs(targets - predictions))


@wrong(
    "You take the norm of the errors, which is the root of their SUM of squares. The mean squared "
    "error has no root and divides by the number of samples."
)
def norm_of_the_errors(targets, predictions):
    return np.linalg.norm(targets - predictions)


@wrong(
    "One of the arrays became a column. A column minus a row is a whole table of shape (n, n), in "
    "which every target meets every prediction. Subtract two arrays of shape (n,).",
    about="idea",
)
def every_pair(targets, predictions):
    return np.mean((targets.reshape(-1, 1) - predictions) ** 2)


@wrong(
    "You average the errors before you square. Errors above and below then cancel, and a bad model "
    "can look perfect. Square each error first.",
    about="idea",
)
def squares_the_mean(targets, predictions):
    return np.mean(targets - predictions) ** 2


@wrong(
    "You do not square the errors, so those above and those below cancel, and a bad model can look "
    "perfect. Square each error before you average.",
    about="idea",
)
def mean_of_the_errors(targets, predictions):
    return np.mean(targets - predictions)


@wrong(
    "You do not square the errors, so those above and those below cancel, and the result can even "
    "be negative. Square each error before you average.",
    about="idea",
)
def mean_of_the_turned_errors(targets, predictions):
    return np.mean(predictions - targets)


@wrong(
    "There is a factor of 1/2, which some texts put in front because it makes the derivative "
    "simpler. The mean squared error has none.",
    about="slip",
)
def halves(targets, predictions):
    return np.mean((targets - predictions) ** 2) / 2


@wrong(
    "This is the variance of the errors: their mean is subtracted first, so a model that is off by "
    "the same amount everywhere looks perfect.",
    about="idea",
)
def variance_of_the_errors(targets, predictions):
    return np.var(targets - predictions)


@wrong(
    "You divide the sum by n - 1. That is right for the variance around an estimated mean; here "
    "nothing is estimated, and a mean of n numbers divides by n.",
    about="slip",
)
def divides_by_one_less(targets, predictions):
    return np.sum((targets - predictions) ** 2) / (len(targets) - 1)


@wrong(
    "You square targets and predictions and then subtract. (t - p)^2 is something else than "
    "t^2 - p^2: subtract first, then square.",
    about="idea",
)
def difference_of_squares(targets, predictions):
    return np.mean(targets**2 - predictions**2)


@wrong(
    "You return the squared errors one by one. A single number is asked for: their mean.",
)
def forgets_the_mean(targets, predictions):
    return (targets - predictions) ** 2


@wrong(
    "Only the first sample counts, since the `return` inside the loop ends it at once. Add up all "
    "squared errors, and return after the loop."
)
def first_sample_only(targets, predictions):
    for target, prediction in zip(targets, predictions, strict=True):
        return (target - prediction) ** 2


@wrong(
    "You return the largest squared error. The mean squared error averages over all samples.",
)
def largest_error(targets, predictions):
    return np.max((targets - predictions) ** 2)
