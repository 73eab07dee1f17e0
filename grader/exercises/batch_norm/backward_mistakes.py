"""Wrong ways of the gradient to x, called like `batch_norm_backward`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def normalize(x, epsilon):
    """The normalized x and the standard deviation, as they should be."""
    std = np.sqrt(x.var(axis=0) + epsilon)
    return (x - x.mean(axis=0)) / std, std


@wrong(
    "The mean and the variance are treated as constants. Every x of the batch moves both of them, "
    "and with them the outputs of all rows, so the gradient reaches x through the mean and "
    "through the variance as well.",
    about="idea",
)
def constant_statistics(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    return d_out * gamma / std, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "The way through the mean is missing. Every x moves the mean, and the mean is subtracted from "
    "all rows, so each entry of d_x also loses the average over the batch of what reaches it.",
    about="idea",
)
def constant_mean(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    return gamma / std * (d_out - normalized * d_gamma / len(x)), d_gamma, d_beta


@wrong(
    "The way through the variance is missing. Every x moves the variance, and all rows are "
    "divided by its root, so the gradient has to go through it too.",
    about="idea",
)
def constant_variance(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    return gamma / std * (d_out - d_beta / len(x)), d_gamma, d_beta


@wrong(
    "The way through the variance is twice as large as it should be. The derivative of (variance "
    "+ epsilon)^(-1/2) by the variance is -1/2 (variance + epsilon)^(-3/2): the factor 1/2 is "
    "missing."
)
def forgets_the_half(d_out, x, gamma, epsilon=1e-3):
    n, centered = len(x), x - x.mean(axis=0)
    normalized, std = normalize(x, epsilon)
    d_normalized = d_out * gamma
    d_variance = -(d_normalized * centered).sum(axis=0) / std**3
    d_centered = d_normalized / std + 2 * centered * d_variance / n
    d_x = d_centered - d_centered.mean(axis=0)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "The way through the variance is half as large as it should be. The variance is a mean of "
    "squares, and the derivative of a square has a factor of 2: 2 * (x - mean) / n."
)
def forgets_the_two(d_out, x, gamma, epsilon=1e-3):
    n, centered = len(x), x - x.mean(axis=0)
    normalized, std = normalize(x, epsilon)
    d_normalized = d_out * gamma
    d_variance = -0.5 * (d_normalized * centered).sum(axis=0) / std**3
    d_centered = d_normalized / std + centered * d_variance / n
    d_x = d_centered - d_centered.mean(axis=0)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "The way through the variance has the wrong sign. x is DIVIDED by the root of the variance, "
    "so a larger variance makes the normalized values smaller, and the derivative is negative."
)
def turns_the_sign_of_the_variance(d_out, x, gamma, epsilon=1e-3):
    n, centered = len(x), x - x.mean(axis=0)
    normalized, std = normalize(x, epsilon)
    d_normalized = d_out * gamma
    d_variance = 0.5 * (d_normalized * centered).sum(axis=0) / std**3
    d_centered = d_normalized / std + 2 * centered * d_variance / n
    d_x = d_centered - d_centered.mean(axis=0)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "The way through the mean has the wrong sign. The mean is SUBTRACTED from all rows, so a "
    "larger mean makes the outputs smaller, and this part of the gradient is negative."
)
def turns_the_sign_of_the_mean(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    d_x = gamma / std * (d_out + d_beta / len(x) - normalized * d_gamma / len(x))
    return d_x, d_gamma, d_beta


@wrong(
    "The gradients through the mean and the variance are divided by the number of features. Both "
    "are averages over the n rows of the batch, so divide by n, which is `x.shape[0]`."
)
def divides_by_the_features(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    d_x = gamma / std * (d_out - (d_beta + normalized * d_gamma) / x.shape[1])
    return d_x, d_gamma, d_beta


@wrong(
    "The gradients through the mean and the variance are not divided by n. Both are averages over "
    "the batch, so one row moves them by only 1/n of what it moves itself."
)
def sums_without_dividing(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    return gamma / std * (d_out - d_beta - normalized * d_gamma), d_gamma, d_beta


@wrong(
    "d_x is not divided by the standard deviation. The forward pass divides x by it, so the "
    "gradient is divided by it as well: where a feature varies little, a small step in x is a "
    "large one in the output.",
    about="idea",
)
def forgets_the_deviation(d_out, x, gamma, epsilon=1e-3):
    normalized, _ = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    return gamma * (d_out - (d_beta + normalized * d_gamma) / len(x)), d_gamma, d_beta


@wrong(
    "gamma is missing in d_x. The forward pass multiplies the normalized x by gamma, so on its "
    "way back to x the gradient is multiplied by gamma too."
)
def forgets_gamma(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    return (d_out - (d_beta + normalized * d_gamma) / len(x)) / std, d_gamma, d_beta
