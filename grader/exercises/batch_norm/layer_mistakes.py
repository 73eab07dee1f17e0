"""Wrong ways to normalize rows, called like `layer_norm`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def mean_and_variance(x):
    """Those of each row, as columns, as they should be."""
    return x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)


@wrong(
    "The statistics are taken over the batch (axis=0), so each feature is compared with the other "
    "rows. That is batch norm. Layer norm compares it with the other features of its own row: "
    "take the mean and the variance along each row, axis=1.",
    about="idea",
)
def over_the_batch(x, gamma, beta, epsilon=1e-3):
    mean, var = x.mean(axis=0), x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "There is one mean and one variance for all of `x`, so a row's output depends on the other "
    "rows. Each row is normalized by its own: axis=1, with keepdims=True.",
    about="idea",
)
def over_everything(x, gamma, beta, epsilon=1e-3):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + epsilon) + beta


@wrong(
    "The n means form one row of numbers, so broadcasting subtracts the mean of row 0 from column "
    "0, and so on. Keep their axis with keepdims=True: a column of shape (n, 1) meets each row "
    "with its own mean."
)
def without_keepdims(x, gamma, beta, epsilon=1e-3):
    mean, var = x.mean(axis=1), x.var(axis=1)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The mean is not subtracted, so the rows are not centered. Subtract the mean of each row "
    "before you divide by its standard deviation."
)
def mean_not_subtracted(x, gamma, beta, epsilon=1e-3):
    _, var = mean_and_variance(x)
    return gamma * x / np.sqrt(var + epsilon) + beta


@wrong(
    "Each row is divided by the root of the mean of its squares, without being centered. That is "
    "RMS norm. Layer norm subtracts the mean of the row first, and then divides by the standard "
    "deviation."
)
def root_mean_square(x, gamma, beta, epsilon=1e-3):
    return gamma * x / np.sqrt(np.mean(x**2, axis=1, keepdims=True) + epsilon) + beta


@wrong(
    "Each row is divided by its variance, which has the unit of x squared, so rows on different "
    "scales still differ in spread. Divide by its root, the standard deviation."
)
def divides_by_the_variance(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return gamma * (x - mean) / (var + epsilon) + beta


@wrong(
    "gamma and beta go along the rows, one number for each sample. They have d numbers, one for "
    "each feature, so they meet the columns: `gamma * normalized + beta` does it by broadcasting."
)
def parameters_along_the_rows(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return gamma[:, None] * (x - mean) / np.sqrt(var + epsilon) + beta[:, None]


@wrong(
    "The variance divides by d - 1 (ddof=1), which is 0 for a row of one feature. Layer norm "
    "divides by d, as `x.var(axis=1, keepdims=True)` does."
)
def unbiased_variance(x, gamma, beta, epsilon=1e-3):
    mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True, ddof=1)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "Epsilon is added to the standard deviation. Keras and PyTorch add it to the variance, and "
    "then take the root: sqrt(variance + epsilon).",
    about="slip",
)
def epsilon_outside_of_the_root(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return gamma * (x - mean) / (np.sqrt(var) + epsilon) + beta


@wrong(
    "Epsilon is not used, and without it a row of equal numbers divides 0 by 0. Add it to the "
    "variance, inside the root: then such a row gives beta."
)
def without_epsilon(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return gamma * (x - mean) / np.sqrt(var) + beta


@wrong(
    "The number 0.001 is written into the formula, so your function ignores the `epsilon` that it "
    "is given. That is only the default; use the parameter."
)
def writes_epsilon_down(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return gamma * (x - mean) / np.sqrt(var + 1e-3) + beta


@wrong(
    "gamma and beta are not used, so the network cannot choose the spread and the mean of a "
    "feature. Multiply the normalized rows by gamma and add beta."
)
def without_gamma_and_beta(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return (x - mean) / np.sqrt(var + epsilon)


@wrong(
    "gamma is not used, so the network cannot choose how much a feature spreads. The output is "
    "gamma times the normalized rows, plus beta."
)
def without_gamma(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return (x - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "beta is not added, so the network cannot shift a feature. The output is gamma times the "
    "normalized rows, plus beta."
)
def without_beta(x, gamma, beta, epsilon=1e-3):
    mean, var = mean_and_variance(x)
    return gamma * (x - mean) / np.sqrt(var + epsilon)
