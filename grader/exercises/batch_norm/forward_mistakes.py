"""Wrong ways to normalize in the forward pass, called like `batch_norm_forward`."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import batch_norm as reference

wrong = Wrong()


def moved(running, batch, momentum):
    """The running mean and variance after a batch with these, as they should be."""
    pairs = zip(running, batch, strict=True)
    return [momentum * old + (1 - momentum) * new for old, new in pairs]


@wrong(
    "The statistics are taken along each row (axis=1), so every sample is compared with its own "
    "other features. Batch norm asks how a feature compares with the same feature in the other "
    "samples, so take the mean and the variance over the batch, axis=0.",
    about="idea",
)
def over_the_features(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=1), x.var(axis=1)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta, *running


@wrong(
    "The statistics are taken along each row, with keepdims=True, so there is one mean for each "
    "sample. That is layer norm. Batch norm has one mean and one variance for each feature, taken "
    "over the batch: axis=0.",
    about="idea",
)
def layer_norm_instead(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta, *running


@wrong(
    "There is one mean and one variance for all of `x`, so a feature with large values stays "
    "large and a small one stays small. Give each feature its own: `x.mean(axis=0)` and "
    "`x.var(axis=0)` have d numbers.",
    about="idea",
)
def over_everything(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(), x.var()
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta, *running


@wrong(
    "The mean is not subtracted, so the output of a feature is not centered in the batch. Batch "
    "norm removes the batch's mean before it divides: (x - mean) / sqrt(variance + epsilon).",
    about="idea",
)
def mean_not_subtracted(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return gamma * x / np.sqrt(var + epsilon) + beta, *running


@wrong(
    "`x` is divided by the variance, which has the unit of x squared, so the outputs of features "
    "on different scales still differ in spread. Divide by its root, the standard deviation.",
    about="idea",
)
def divides_by_the_variance(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / (var + epsilon) + beta, *running


@wrong(
    "The variance divides by n - 1 (ddof=1), which is 0 for a batch of one row. Batch norm "
    "divides by n everywhere, as `x.var(axis=0)` does."
)
def unbiased_variance(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0, ddof=1)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta, *running


@wrong(
    "Epsilon is added to the standard deviation. Keras and PyTorch add it to the variance, and "
    "then take the root: sqrt(variance + epsilon). The two differ most where a feature hardly "
    "varies.",
    about="slip",
)
def epsilon_outside_of_the_root(
    x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True
):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / (np.sqrt(var) + epsilon) + beta, *running


@wrong(
    "Epsilon is not used, and without it a feature that never varies divides 0 by 0. Add it to "
    "the variance, inside the root: then such a feature gives beta."
)
def without_epsilon(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var) + beta, *running


@wrong(
    "The number 0.001 is written into the formula, so your function ignores the `epsilon` that it "
    "is given. That is only the default; use the parameter."
)
def writes_epsilon_down(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var + 1e-3) + beta, *running


@wrong(
    "gamma and beta are not used, so every feature keeps the mean 0 and the spread 1, and the "
    "network cannot choose others. Multiply the normalized x by gamma and add beta."
)
def without_gamma_and_beta(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return (x - mean) / np.sqrt(var + epsilon), *running


@wrong(
    "beta is not added, so every output feature has the mean 0 and the network cannot choose "
    "another. The output is gamma times the normalized x, plus beta."
)
def without_beta(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return gamma * (x - mean) / np.sqrt(var + epsilon), *running


@wrong(
    "gamma is not used, so every output feature has a spread of about 1 and the network cannot "
    "choose another. The output is gamma times the normalized x, plus beta."
)
def without_gamma(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return (x - mean) / np.sqrt(var + epsilon) + beta, *running


@wrong(
    "The running variance comes before the running mean, so in the next step each is taken for the "
    "other. The order is (out, running_mean, running_var), as in the arguments."
)
def exchanges_the_statistics(x, gamma, beta, *running, **settings):
    out, running_mean, running_var = reference.batch_norm_forward(
        x, gamma, beta, *running, **settings
    )
    return out, running_var, running_mean
