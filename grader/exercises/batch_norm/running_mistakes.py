"""Wrong ways to move the running statistics in training, called like `batch_norm_forward`."""

import numpy as np

from grader.exercises.batch_norm.forward_mistakes import moved
from grader.exercises.wrong import Wrong

wrong = Wrong()


def normalized(x, mean, var, gamma, beta, epsilon):
    """The output, as it should be."""
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The running statistics come back as they were in training too, so at inference the network "
    "would normalize by the numbers it started with. In training they must move toward the mean "
    "and the variance of the batch.",
    about="idea",
)
def never_updates(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = (x.mean(axis=0), x.var(axis=0)) if training else running
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The running statistics are replaced by those of the batch, so at inference only the last "
    "batch would count, with all its noise. They are an average over many batches: keep a share "
    "`momentum` of the old value.",
    about="idea",
)
def keeps_nothing_of_the_old(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    if training:
        running = x.mean(axis=0), x.var(axis=0)
    return normalized(x, *running, gamma, beta, epsilon), *running


@wrong(
    "The batch's statistics are added to the old ones in full, so the running ones grow with "
    "every batch. The two weights have to add up to 1: `momentum` for the old value, 1 - "
    "`momentum` for the batch's."
)
def weights_above_one(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = momentum * running[0] + mean, momentum * running[1] + var
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "Here `momentum` weighs the batch's value, as in PyTorch. In Keras' convention it is the "
    "share of the OLD running value that is kept: with 0.99, one noisy batch moves it by one "
    "hundredth of the way."
)
def momentum_of_the_new(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), 1 - momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The number 0.99 is written into the formula, so your function ignores the `momentum` that it "
    "is given. That is only the default; use the parameter."
)
def writes_momentum_down(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), 0.99)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The running variance follows the batch's variance over n - 1, as PyTorch's does. In Keras' "
    "convention it follows the same variance that normalizes the batch, the one over n.",
    about="slip",
)
def unbiased_running_variance(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, x.var(axis=0, ddof=1)), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "This is PyTorch's convention: its momentum weighs the new value, and its running variance "
    "divides by n - 1. Here, as in Keras, momentum weighs the old value, and every variance "
    "divides by n."
)
def as_in_pytorch(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, x.var(axis=0, ddof=1)), 1 - momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The running variance follows the batch's standard deviation, but at inference its root is "
    "taken once more. Let it follow the variance, without a root."
)
def running_deviation(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, np.sqrt(var)), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The running variance follows the variance plus epsilon, so epsilon counts twice at "
    "inference, where it is added again. Let the running variance follow the batch's variance "
    "alone.",
    about="slip",
)
def collects_epsilon(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    if not training:
        return normalized(x, *running, gamma, beta, epsilon), *running
    mean, var = x.mean(axis=0), x.var(axis=0) + epsilon
    running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var) + beta, *running


@wrong(
    "Only the running mean moves in training, and the running variance stays as it was. At "
    "inference both are needed, so move both toward the batch's."
)
def moves_the_mean_alone(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = momentum * running[0] + (1 - momentum) * mean, running[1]
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The third result is the root of the running variance. The next call takes it for a variance, "
    "so return the running variance as it is, without the root."
)
def returns_the_deviation(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), running[0], np.sqrt(running[1])
