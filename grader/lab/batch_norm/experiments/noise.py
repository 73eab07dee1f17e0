"""The noise of batch statistics: whether it regularizes, and what small batches do."""

from functools import partial
from operator import itemgetter

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import arms, sizes_for, use_population_statistics
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.lab.tuning import at_best_rate
from grader.reference.network import Adam, BatchNorm, Network

RATES = (3e-4, 1e-3, 3e-3)
LONGER = {"3 x the steps": {"steps": 3}, "10 x the steps": {"steps": 10}}
OTHERS = LONGER | {"one rate for all": {"tuned": False}, "MNIST-1D": {"data": "mnist1d"}}


@experiment(OTHERS | {"Glorot": {"initializer": "glorot"}})
def ghost_batches(
    groups=(2, 8, 32),
    epochs=40,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=True,
    data="digits",
):
    """A fifth of the labels is wrong; groups of the batch are normalized by themselves.

    Parameters
    ----------
    groups : tuple of int
        Samples that share a mean and a variance, out of batches of 32.
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    initializer : "he" or "glorot"
    tuned : bool
        Whether each arm gets the learning rate of Adam that validates best; otherwise it is 0.001.
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of int or None to ndarray, shape (2, seeds)
        Accuracies on the training labels and on clean test images for each group size; None: no
        batch norm.
    """
    few, found = lab_data.few_shot(data, seeds, n_train=192, wrong=0.2), {}
    for group in (None, *groups):
        batch_norm = BatchNorm(momentum=0.9, group=group) if group else False
        settings = {"batch_norm": batch_norm, "initializer": initializer}
        train = partial(_accuracies, few, settings, (steps * epochs, 32), seeds, 128)
        fitted, _, tested = _chosen(train, tuned)
        found[group] = np.array([fitted, tested])
    return found


@ghost_batches.concludes(
    "Each at its own rate, no batch norm tests better than groups of two",
    quote="without batch norm is ahead of all groups",
    exceptions={"3 x the steps": OPEN, "10 x the steps": TURNS},
)
def _(found):
    return found[None][1] - found[2][1]


@ghost_batches.concludes(
    "Each at its own rate, no batch norm tests better than groups of 32",
    quote="without batch norm is ahead of all groups",
    exceptions={"10 x the steps": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return found[None][1] - found[32][1]


@ghost_batches.concludes(
    "Groups of two fit fewer of the training labels than groups of 32",
    quote="keep the network from memorizing",
)
def _(found):
    return found[32][0] - found[2][0]


@experiment(OTHERS)
def batch_sizes(
    sizes=(1, 2, 8, 32),
    epochs=8,
    seeds=range(10),
    steps=1,
    tuned=True,
    data="digits",
):
    """Train with small batches, without batch norm and with it; all labels are right.

    Parameters
    ----------
    sizes : tuple of int
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    tuned : bool
        Whether each arm and size gets the learning rate of Adam that validates best; otherwise it
        is 0.001.
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to ndarray, shape (sizes, seeds)
        Test accuracies of each arm.
    """
    few, found = lab_data.few_shot(data, seeds, wrong=0.0), {}
    for arm, settings in arms().items():
        found[arm] = np.array(
            [_at_size(few, settings, size, steps * epochs, seeds, tuned) for size in sizes]
        )
    return found


def _at_size(few, settings, size, epochs, seeds, tuned):
    train = partial(_accuracies, few, settings, (epochs, size), seeds, 64)
    return _chosen(train, tuned)[2]


@batch_sizes.concludes(
    "A batch of one: batch norm does no better than guessing",
    quote="With batches of one it fails altogether",
)
def _(found):
    return 0.2 - found["with batch norm"][0]


@batch_sizes.concludes(
    "A batch of two: batch norm costs accuracy",
    quote="with batches of two it costs",
)
def _(found):
    return found["without batch norm"][1] - found["with batch norm"][1]


def _chosen(train, tuned):
    """The accuracies at the learning rate that validates best, or at 0.001."""
    return at_best_rate(train, itemgetter(1), RATES if tuned else (1e-3,))


def _accuracies(few, settings, lengths, seeds, width, rate):
    """On training, validation and test images, each (seeds,); `lengths` are (epochs, batch)."""
    (epochs, size), sizes = lengths, sizes_for(few.x_train, 2, width)
    network = Network(sizes, seeds, **settings)
    network.fit(few.x_train, few.y_train, epochs, size, Adam(rate), validate_every=epochs)
    use_population_statistics(network, few.x_train)
    pairs = (few.x_train, few.y_train), (few.x_val, few.y_val), (few.x_test, few.y_test)
    return [network.accuracy(*pair) for pair in pairs]
