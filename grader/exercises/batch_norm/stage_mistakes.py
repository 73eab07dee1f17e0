"""Stages of batch norm as learners get them wrong, one stage each."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import batch_norm_stages as reference
from grader.reference.batch_norm_stages import STAGES

forward, backward = Wrong(), Wrong()


def _from(x, gamma, beta, epsilon, mean=None, variance=None, std=None):
    """All stages, with some replaced by functions of what comes before."""
    mean = x.mean(axis=0) if mean is None else mean
    centered = x - mean
    squared = centered**2
    variance = squared.mean(axis=0) if variance is None else variance(squared)
    std = np.sqrt(variance + epsilon) if std is None else std(variance)
    inverse_std = 1 / std
    normalized = centered * inverse_std
    values = (mean, centered, squared, variance, std, inverse_std, normalized)
    return dict(zip(STAGES, (*values, gamma * normalized + beta), strict=True))


@forward(
    "The mean is taken along each row, over the units of one sample. Batch norm compares the "
    "samples of a batch, one unit at a time, so average over the rows, with `axis=0`.",
    about="idea",
)
def means_of_the_rows(x, gamma, beta, epsilon=1e-3):
    return _from(x, gamma, beta, epsilon, x.mean(axis=1), lambda squared: squared.mean(axis=1))


@forward(
    "All numbers of the batch are averaged into a single mean and variance. Units have scales of "
    "their own, which is what batch norm evens out, so each unit needs its own mean: `axis=0`.",
    about="idea",
)
def one_mean_for_all(x, gamma, beta, epsilon=1e-3):
    mean = np.full(x.shape[1], x.mean())
    return _from(
        x, gamma, beta, epsilon, mean, lambda squared: np.full(squared.shape[1], squared.mean())
    )


@forward(
    "The variance is divided by n - 1. Batch norm normalizes by the variance of the batch itself, "
    "and does not estimate that of a population, so it is a plain mean over the n rows."
)
def variance_over_n_minus_1(x, gamma, beta, epsilon=1e-3):
    return _from(
        x, gamma, beta, epsilon, variance=lambda squared: squared.sum(axis=0) / (len(x) - 1)
    )


@forward(
    "`variance` is the sum of the squares, which grows with the batch. The variance is their mean: "
    "divide by the number of rows."
)
def sums_the_squares(x, gamma, beta, epsilon=1e-3):
    return _from(x, gamma, beta, epsilon, variance=lambda squared: squared.sum(axis=0))


@forward(
    "Epsilon is added after the root. It belongs to the variance, before the root is taken, and "
    "there it also keeps the derivative of the root finite.",
    about="slip",
)
def epsilon_outside_the_root(x, gamma, beta, epsilon=1e-3):
    return _from(x, gamma, beta, epsilon, std=lambda variance: np.sqrt(variance) + epsilon)


@forward(
    "`std` is the variance plus epsilon, and the root is missing. A standard deviation has the "
    "unit of x, and a variance has that of its square: take the square root."
)
def forgets_the_root(x, gamma, beta, epsilon=1e-3):
    return _from(x, gamma, beta, epsilon, std=lambda variance: variance + epsilon)


@forward(
    "beta is multiplied by gamma, too. Gamma scales the normalized values, and beta is added "
    "afterwards: gamma * normalized + beta.",
    about="slip",
)
def scales_the_shift(x, gamma, beta, epsilon=1e-3):
    stages = reference.batch_norm_stages(x, gamma, beta, epsilon)
    return stages | {"out": gamma * (stages["normalized"] + beta)}


def _back(d_out, stages, gamma, change):
    """The right gradients, with one stage changed and all later ones made of it."""
    s, n = stages, len(d_out)
    d = reference.batch_norm_stages_backward(d_out, stages, gamma)
    d |= change(d, s, n)
    changed = set(change(d, s, n))
    steps = {
        "std": lambda: -d["inverse_std"] / s["std"] ** 2,
        "variance": lambda: d["std"] / (2 * s["std"]),
        "squared": lambda: np.ones_like(d_out) * d["variance"] / n,
        "centered": lambda: d["normalized"] * s["inverse_std"] + 2 * s["centered"] * d["squared"],
        "mean": lambda: -d["centered"].sum(axis=0),
        "x": lambda: d["centered"] + d["mean"] / n,
    }
    for name, step in steps.items():
        if name not in changed:
            d[name] = step()
    return d


@backward(
    "`centered` has only the direct way. `centered` was used twice on the way forward, by "
    "`normalized` and by `squared`, so the gradient that comes through the variance is added.",
    about="idea",
)
def variance_held_constant(d_out, stages, gamma):
    return _back(
        d_out, stages, gamma, lambda d, s, n: {"centered": d["normalized"] * s["inverse_std"]}
    )


@backward(
    "`x` has only the way through `centered`. x was used twice on the way forward, by `centered` "
    "and by `mean`, so each row also gets 1/n of the gradient of the mean.",
    about="idea",
)
def mean_held_constant(d_out, stages, gamma):
    return _back(d_out, stages, gamma, lambda d, s, n: {"x": d["centered"]})


@backward(
    "`x` gets the whole gradient of the mean in each row. The mean is a sum divided by n, so one "
    "row moves it by 1/n of what it moves itself: divide by the number of rows.",
    about="idea",
)
def mean_not_divided(d_out, stages, gamma):
    return _back(d_out, stages, gamma, lambda d, s, n: {"x": d["centered"] + d["mean"]})


@backward(
    "`inverse_std` has the wrong sign in `std`. The larger std is, the smaller 1 / std becomes, so "
    "the derivative of 1 / std is negative: -1 / std**2."
)
def forgets_the_minus_of_the_inverse(d_out, stages, gamma):
    return _back(d_out, stages, gamma, lambda d, s, n: {"std": d["inverse_std"] / s["std"] ** 2})


@backward(
    "`std` is divided by std only once. The derivative of 1 / std is -1 / std**2: with a single "
    "std, it is the value again and not its derivative."
)
def forgets_the_square_of_the_inverse(d_out, stages, gamma):
    return _back(d_out, stages, gamma, lambda d, s, n: {"std": -d["inverse_std"] / s["std"]})


@backward(
    "The 2 is missing in `variance`. The derivative of a square root is 1 over twice the root, "
    "which is 1 / (2 * std)."
)
def forgets_the_half_of_the_root(d_out, stages, gamma):
    return _back(d_out, stages, gamma, lambda d, s, n: {"variance": d["std"] / s["std"]})


@backward(
    "`squared` gets the whole gradient of the variance. The variance is the mean of the squares, "
    "so each of the n rows gets 1/n of its gradient."
)
def variance_not_divided(d_out, stages, gamma):
    return _back(
        d_out, stages, gamma, lambda d, s, n: {"squared": np.ones_like(d_out) * d["variance"]}
    )


@backward(
    "`gamma` is the mean over the batch. Gamma served all n rows, and where one number is used n "
    "times the gradients are added up, not averaged: the loss has its own 1/n already.",
    about="slip",
)
def averages_gamma(d_out, stages, gamma):
    return _back(
        d_out, stages, gamma, lambda d, s, n: {"gamma": (d_out * s["normalized"]).mean(axis=0)}
    )


@backward(
    "`mean` has the wrong sign. The mean is subtracted, so a larger mean makes all the centered "
    "values smaller, and its gradient is MINUS the sum of theirs."
)
def forgets_the_minus_of_the_mean(d_out, stages, gamma):
    return _back(d_out, stages, gamma, lambda d, s, n: {"mean": d["centered"].sum(axis=0)})


@backward(
    "`inverse_std` still has one value for each row. One number of each unit divided all n rows, "
    "so their gradients are added up over the batch, with `axis=0`."
)
def forgets_to_sum(d_out, stages, gamma):
    right = reference.batch_norm_stages_backward(d_out, stages, gamma)
    return right | {"inverse_std": right["normalized"] * stages["centered"]}
