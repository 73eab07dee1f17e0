"""Which optimizers bring weights of a network to exactly zero."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import TRAINING, TURNS, experiment
from grader.lab.l1_l2.optimizers import ProximalSGD
from grader.lab.margin import within
from grader.reference.network import L1, SGD, Adam

HIDDEN = (128, 128)
ADAM, SLOPE, PROXIMAL = "Adam, L1 0.002", "SGD, L1 0.003", "SGD, then proximal step, L1 0.003"


@experiment({name: TRAINING[name] for name in TRAINING if name != "each arm's own rate"})
def zeros_in_networks(seeds=range(10), steps=1, initializer="he", data="digits"):
    """Train with L1 in three ways; the last two minimize the same thing at the same rate.

    Parameters
    ----------
    seeds : sequence of int
    steps, initializer, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By way: shares of the weights that are ``exactly 0`` and ``below 0.001``, and ``test``
        accuracy.
    """
    few = lessons_data.few_shot(data, seeds)
    sizes = (few.x_train.shape[-1], *HIDDEN, training.CLASSES)
    ways = {
        ADAM: (100, Adam(1e-3), L1(0.002)),
        SLOPE: (200, SGD(0.05), L1(0.003)),
        PROXIMAL: (200, ProximalSGD(sizes, 0.05, l1=0.003), None),
    }
    found = {}
    for name, (epochs, optimizer, penalty) in ways.items():
        network = training.make(few, HIDDEN, seeds, initializer, penalty=penalty)
        network.fit(few.x_train, few.y_train, steps * epochs, 32, optimizer)
        found[name] = {
            "exactly 0": share(network, lambda w: w == 0),
            "below 0.001": share(network, lambda w: np.abs(w) < 0.001),
            "test": network.accuracy(few.x_test, few.y_test),
        }
    return found


def share(network, is_counted):
    """Share of all kernels' weights of each network for which `is_counted` holds, shape (S,)."""
    flat = [kernel.reshape(len(kernel), -1) for kernel in network.parameters.kernels]
    return is_counted(np.concatenate(flat, axis=1)).mean(axis=1)


@zeros_in_networks.concludes(
    "With Adam or SGD, fewer than one weight in 10,000 is exactly 0",
    quote="With Adam or SGD, L1 makes most weights *small*, not zero",
)
def _(found):
    return 1e-4 - np.maximum(found[ADAM]["exactly 0"], found[SLOPE]["exactly 0"])


@zeros_in_networks.concludes(
    "With the proximal step, more than half of the weights are exactly 0",
    quote="with the proximal step, more than half of the weights are exactly 0",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return found[PROXIMAL]["exactly 0"] - 0.5


@zeros_in_networks.concludes(
    "The proximal step costs less than 1.5 points of accuracy",
    quote="the accuracy is the same within 1.5 points",
)
def _(found):
    return within(0.015, found[SLOPE]["test"] - found[PROXIMAL]["test"])
