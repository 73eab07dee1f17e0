"""The forward pass with single parts exchanged: what most wrong answers to batch norm come to."""

import numpy as np


def of_batch(x):
    """Mean and variance of each feature over the batch."""
    return x.mean(axis=0), x.var(axis=0)


def unbiased(x):
    """The same, the variance over n - 1."""
    return x.mean(axis=0), x.var(axis=0, ddof=1)


def unbiased_but_for_one_row(x):
    """The same, by somebody who thought of n = 1."""
    return x.mean(axis=0), x.var(axis=0) * len(x) / max(len(x) - 1, 1)


def moved(old, new, momentum):
    """The running value `old` after a batch of value `new`."""
    return momentum * old + (1 - momentum) * new


def moved_by_new(old, new, momentum):
    """The same, with PyTorch's momentum, which is the weight of the new value."""
    return moved(new, old, momentum)


def root(variance, epsilon):
    """What x - mean is divided by."""
    return np.sqrt(variance + epsilon)


def forward_variant(
    name, statistics=of_batch, collected=None, follow=moved, divisor=root, at_inference=None
):
    """A `batch_norm_forward` called `name` with other parts.

    Parameters
    ----------
    name : str
    statistics : callable
        Of x: the mean and variance that normalise in training.
    collected : callable, optional
        Of x: the mean and variance that the running ones follow; by default those of `statistics`.
    follow, divisor : callable
        As `moved` and as `root`.
    at_inference : callable, optional
        Of x: the mean and variance that normalise at inference instead of the running ones.
    """

    def forward(
        x, gamma, beta, running_mean, running_var, momentum=0.99, epsilon=1e-3, training=True
    ):
        running = running_mean, running_var
        if training:
            mean, variance = statistics(x)
            pairs = zip(running, (collected or statistics)(x), strict=True)
            running = [follow(old, new, momentum) for old, new in pairs]
        else:
            mean, variance = at_inference(x) if at_inference else running
        return gamma * (x - mean) / divisor(variance, epsilon) + beta, *running

    forward.__name__ = name
    return forward
