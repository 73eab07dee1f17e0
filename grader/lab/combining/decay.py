"""Weight decay beside batch norm: what it does to the kernels, and to the accuracy."""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.reference.network import L2, Adam, BatchNorm, Network

STRENGTHS = (0.0, 1e-3, 1e-2, 1e-1)


@experiment(TRAINING)
def decay(
    strengths=STRENGTHS,
    epochs=60,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train with L2 on all kernels, with batch norm before both ReLUs and without.

    Parameters
    ----------
    strengths : sequence of float
        The first is 0.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of bool to dict
        With batch norm and without: ``training``, ``validation`` and ``test`` accuracy, and
        ``norm``, that of a unit's kernel in the second hidden layer, a root mean square over the
        units; each of shape (strengths, seeds).
    """
    few = lessons_data.few_shot(data, seeds, n_val=100)
    settings = few, strengths, steps * epochs, list(seeds), initializer
    return {
        normed: at_own_rates(partial(_trained, *settings, normed), tuned, usual=3e-3)
        for normed in (False, True)
    }


def _trained(few, strengths, epochs, seeds, initializer, normed, rate):
    """Train one network for each strength and seed; shapes (strengths, seeds)."""
    many, n = few.repeated(len(strengths)), len(seeds)
    network = Network(
        [few.x_train.shape[2], 64, 64, 10],
        seeds * len(strengths),
        penalty=L2(np.repeat(strengths, n)),
        batch_norm=BatchNorm(momentum=0.9) if normed else False,
        initializer=initializer,
    )
    network.fit(many.x_train, many.y_train, epochs, 32, Adam(rate))
    norms = np.sqrt(np.square(network.parameters.kernels[1]).sum(axis=1).mean(axis=1))
    found = {
        "training": network.accuracy(many.x_train, many.y_train),
        "validation": network.accuracy(many.x_val, many.y_val),
        "test": network.accuracy(many.x_test, many.y_test),
        "norm": norms,
    }
    return {name: values.reshape(-1, n) for name, values in found.items()}


@decay.concludes(
    "At L2 of 0.1 a network with batch norm fits over 50 points more of its labels than without",
    quote="At a strength of 0.1 a network without batch norm learns nothing, and one with batch "
    "norm still fits most of its labels",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found[True]["training"][3] - found[False]["training"][3] - 0.5


@decay.concludes(
    "Beside batch norm, L2 of 0.01 makes kernels smaller, and so the relative step larger",
    quote="Beside batch norm, L2 of 0.01 leaves smaller kernels",
)
def _(found):
    return np.log(found[True]["norm"][0] / found[True]["norm"][2])


@decay.concludes(
    "L2 of 0.01 gains more without batch norm than beside it",
    quote="L2 of 0.01 gains more without batch norm than beside it",
)
def _(found):
    gains = {normed: each["test"][2] - each["test"][0] for normed, each in found.items()}
    return gains[False] - gains[True]
