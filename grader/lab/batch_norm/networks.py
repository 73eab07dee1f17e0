"""What the experiments of this lesson do to networks: arms, statistics, scales, divergence."""

import warnings
from contextlib import contextmanager

import numpy as np

from grader.reference.network import BatchNorm
from grader.reference.nn.layers import softmax
from grader.reference.nn.passes import forward

BARE, NORMED = "He", "He and batch norm"


def all_arms():
    """The three arms, as arguments of `Network`; a momentum of 0.9 suits few steps."""
    normed = {"initializer": "he", "batch_norm": BatchNorm(momentum=0.9)}
    return {"Glorot": {"initializer": "glorot"}, BARE: {"initializer": "he"}, NORMED: normed}


def arms(initializer="he"):
    """Without and with batch norm, both with the same initialization."""
    with_norm = {"initializer": initializer, "batch_norm": BatchNorm(momentum=0.9)}
    return {"without batch norm": {"initializer": initializer}, "with batch norm": with_norm}


def sizes_for(x, hidden, width=64, classes=10):
    """Sizes of a network with `hidden` layers of `width` units on samples `x`."""
    return [x.shape[-1], *[width] * hidden, classes]


def use_population_statistics(network, x):
    """Replace the running statistics with those of all of `x`, as Ioffe and Szegedy do.

    Dropout and noise are off meanwhile.

    Parameters
    ----------
    network : grader.reference.network.Network
        Changed in place; without batch norm it is left as it is.
    x : ndarray, shape (n, d) or (S, n, d)
    """
    if network.batch_norm is None:
        return
    quiet = network.part(slice(None))  # shares the memory of the running statistics
    quiet.batch_norm, quiet.noise = BatchNorm(momentum=0.0), None
    quiet.rates = [0 * rate for rate in network.rates]
    forward(quiet, _of_each(network, x), training=True)


def predict_in_training_mode(network, x):
    """Class probabilities by the statistics of the batch `x` itself; nothing is changed.

    Parameters
    ----------
    network : grader.reference.network.Network
    x : ndarray, shape (n, d) or (S, n, d)

    Returns
    -------
    ndarray, shape (S, n, classes)
    """
    copied = network.part(slice(None))
    copied.running = [(mean.copy(), var.copy()) for mean, var in network.running]
    return softmax(forward(copied, _of_each(network, x), training=True)[0])


def scale_kernels(network, factors):
    """Multiply the initial kernels of every network by its factor, shape (S,)."""
    for kernel in network.parameters.kernels:
        kernel *= np.asarray(factors, kernel.dtype)[:, None, None]


@contextmanager
def divergence_allowed():
    """Let a training whose learning rate is too high overflow without a page of warnings.

    NumPy's own errstate would not do: it ends at the threads on which networks are trained.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def first_epoch(reached):
    """Epochs until something was reached for the first time; infinity where it never was.

    Parameters
    ----------
    reached : boolean ndarray, shape (epochs, ...)

    Returns
    -------
    ndarray, shape (...)
    """
    return np.where(reached.any(axis=0), reached.argmax(axis=0) + 1.0, np.inf)


def _of_each(network, x):
    """`x` as one set of samples for every network."""
    x = np.asarray(x, network.dtype)
    return np.broadcast_to(x, (len(network.parameters.flat), *x.shape[-2:]))
