"""Wrong gradients by gamma and beta, and wrong variances, called like `batch_norm_backward`."""

import numpy as np

from grader.exercises.batch_norm.backward_mistakes import normalize
from grader.exercises.wrong import Wrong

wrong = Wrong()


def by_x(d_out, gamma, normalized, std):
    """The gradient by x of a batch with this normalized x, as it should be."""
    through_both = d_out.mean(axis=0) + normalized * (d_out * normalized).mean(axis=0)
    return gamma / std * (d_out - through_both)


@wrong(
    "d_gamma and d_beta are means over the batch. One gamma and one beta serve all n rows, so the "
    "gradients of the rows add up: take sums. Whether the loss is a mean is already in d_out."
)
def means_for_gamma_and_beta(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).mean(axis=0), d_out.mean(axis=0)
    return by_x(d_out, gamma, normalized, std), d_gamma, d_beta


@wrong(
    "d_gamma is a mean over the batch. One gamma serves all n rows, so the gradients of the rows "
    "add up: take the sum, as you do for d_beta."
)
def mean_for_gamma(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).mean(axis=0), d_out.sum(axis=0)
    return by_x(d_out, gamma, normalized, std), d_gamma, d_beta


@wrong(
    "d_gamma uses x as it came in. In the forward pass gamma multiplies the NORMALIZED x, so that "
    "is what d_out has to be multiplied by before you sum."
)
def gamma_by_the_raw_input(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    return by_x(d_out, gamma, normalized, std), (d_out * x).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "d_gamma uses x minus its mean, without dividing by the standard deviation. In the forward "
    "pass gamma multiplies the NORMALIZED x, so that is what d_out has to be multiplied by."
)
def gamma_by_the_centered_input(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma = (d_out * (x - x.mean(axis=0))).sum(axis=0)
    return by_x(d_out, gamma, normalized, std), d_gamma, d_out.sum(axis=0)


@wrong(
    "gamma itself is a factor in d_gamma. The output is gamma * normalized + beta, so its "
    "derivative by gamma is the normalized x alone."
)
def gamma_twice(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma = (d_out * gamma * normalized).sum(axis=0)
    return by_x(d_out, gamma, normalized, std), d_gamma, d_out.sum(axis=0)


@wrong(
    "d_gamma and d_beta are exchanged, so gamma would be moved by the gradient of beta. Return "
    "them in the order (d_x, d_gamma, d_beta)."
)
def gamma_and_beta_exchanged(d_out, x, gamma, epsilon=1e-3):
    normalized, std = normalize(x, epsilon)
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    return by_x(d_out, gamma, normalized, std), d_beta, d_gamma


@wrong(
    "Epsilon is not used, and without it a feature that never varies divides 0 by 0. The forward "
    "pass adds epsilon to the variance, and the backward pass has to use the same root."
)
def without_epsilon(d_out, x, gamma, epsilon=1e-3):
    std = x.std(axis=0)
    normalized = (x - x.mean(axis=0)) / std
    d_x = by_x(d_out, gamma, normalized, std)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "Epsilon is added to the standard deviation. The forward pass adds it to the variance and "
    "then takes the root, so the backward pass divides by sqrt(variance + epsilon), too.",
    about="slip",
)
def epsilon_outside_of_the_root(d_out, x, gamma, epsilon=1e-3):
    std = x.std(axis=0) + epsilon
    normalized = (x - x.mean(axis=0)) / std
    d_x = by_x(d_out, gamma, normalized, std)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "The number 0.001 is written into the formula, so your function ignores the `epsilon` that it "
    "is given. That is only the default; use the parameter."
)
def writes_epsilon_down(d_out, x, gamma, epsilon=1e-3):
    std = np.sqrt(x.var(axis=0) + 1e-3)
    normalized = (x - x.mean(axis=0)) / std
    d_x = by_x(d_out, gamma, normalized, std)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


@wrong(
    "The variance divides by n - 1 (ddof=1), which is 0 for a batch of one row. The forward pass "
    "divides by n, as `x.var(axis=0)` does, and the backward pass has to use the same variance."
)
def unbiased_variance(d_out, x, gamma, epsilon=1e-3):
    std = np.sqrt(x.var(axis=0, ddof=1) + epsilon)
    normalized = (x - x.mean(axis=0)) / std
    d_x = by_x(d_out, gamma, normalized, std)
    return d_x, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
