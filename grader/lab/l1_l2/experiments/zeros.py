"""Which optimizers bring weights of a network to exactly zero."""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.arms import at_own_rates
from grader.lab.experiment import TRAINING, TURNS, experiment
from grader.lab.l1_l2.optimizers import ProximalSGD
from grader.lab.margin import within
from grader.lab.tuning import RATES
from grader.reference.network import L1, SGD, Adam

HIDDEN, SMALL = (128, 128), 0.001
ADAM, SLOPE, PROXIMAL = "Adam, L1 0.002", "SGD, L1 0.003", "SGD, then proximal step, L1 0.003"


SGD_RATES = (0.01, 0.02, 0.05, 0.1, 0.2)


@experiment(TRAINING)
def zeros_in_networks(seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"):
    """Train with L1 in three ways; the last two minimize the same thing at the same rate.

    Parameters
    ----------
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By way: shares of the weights that are ``exactly 0`` and ``below 0.001``, and accuracy on
        ``validation`` and ``test`` digits, and on these ``after the cut`` of weights below 0.001.
    """
    few = lessons_data.few_shot(data, seeds)
    sizes = (few.x_train.shape[-1], *HIDDEN, training.CLASSES)
    ways = {
        ADAM: (100, Adam, L1(0.002), RATES, training.RATE),
        SLOPE: (200, SGD, L1(0.003), SGD_RATES, 0.05),
        PROXIMAL: (200, partial(ProximalSGD, sizes, l1=0.003), None, SGD_RATES, 0.05),
    }
    found = {}
    for name, (epochs, optimizer, penalty, rates, usual) in ways.items():

        def run(rate, epochs=epochs, optimizer=optimizer, penalty=penalty):
            network = training.make(few, HIDDEN, seeds, initializer, penalty=penalty)
            network.fit(few.x_train, few.y_train, steps * epochs, 32, optimizer(rate))
            return {kind: values[None] for kind, values in _looked_at(network, few).items()}

        own = at_own_rates(run, tuned, rates, usual)
        found[name] = {kind: values[0] for kind, values in own.items()}
    return found


def _looked_at(network, few):
    return {
        "exactly 0": share(network, lambda w: w == 0),
        "below 0.001": share(network, lambda w: np.abs(w) < SMALL),
        "validation": network.accuracy(few.x_val, few.y_val),
        "test": network.accuracy(few.x_test, few.y_test),
        "after the cut": cut_off(network, SMALL).accuracy(few.x_test, few.y_test),
    }


def cut_off(network, limit):
    """The same networks with all weights of the kernels set to 0 that are smaller than a limit."""
    cut = network.part(slice(None))
    cut.parameters = network.parameters.like(network.parameters.flat.copy())
    for kernel in cut.parameters.kernels:
        kernel[np.abs(kernel) < limit] = 0
    return cut


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
    exceptions={"each arm's own rate": TURNS, "MNIST-1D": TURNS},
)
def _(found):
    return found[PROXIMAL]["exactly 0"] - 0.5


@zeros_in_networks.concludes(
    "The proximal step costs less than 1.5 points of accuracy",
    quote="the accuracy is the same within 1.5 points",
)
def _(found):
    return within(0.015, found[SLOPE]["test"] - found[PROXIMAL]["test"])


@zeros_in_networks.concludes(
    "After training with Adam, cutting off weights below 0.001 costs less than half a point",
    quote="It costs next to nothing",
)
def _(found):
    return within(0.005, found[ADAM]["test"] - found[ADAM]["after the cut"])
