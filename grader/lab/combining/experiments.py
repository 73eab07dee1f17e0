"""The lesson's other experiments, each a few trained networks."""

from time import perf_counter

import numpy as np

from grader.lab.combining.ablation import HIDDEN
from grader.lab.combining.adversarial import FgsmExamples
from grader.lab.combining.training import Shifts, train
from grader.reference.network import L2, BatchNorm, Network

SIZES = (64, *HIDDEN, 10)


def relative_times(few, seeds, epochs=10, repeats=3):
    """Training time with each technique, as a multiple of the time without any.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    seeds : sequence of int
    epochs : int
    repeats : int
        The fastest counts: everything else that a machine does makes a run slower.

    Returns
    -------
    dict of str to float
    """
    n, held_out = len(seeds), (few.x_val, few.y_val)
    variants = {
        "nothing": ({}, {}),
        "L2": ({"penalty": L2(0.01)}, {}),
        "dropout": ({"dropout": 0.5}, {}),
        "shifted images": ({}, {"change": Shifts(seeds, [True] * n)}),
        "label smoothing": ({"label_smoothing": 0.2}, {}),
        "batch norm": ({"batch_norm": BatchNorm(momentum=0.9)}, {}),
        "early stopping, for each epoch": ({}, {"validation": held_out}),
        "FGSM training": ({}, {"change": FgsmExamples(0.1)}),
    }
    seconds = dict.fromkeys(variants, np.inf)
    for _ in range(repeats):
        for name, (settings, options) in variants.items():
            network, start = Network(SIZES, seeds, **settings, initializer="he"), perf_counter()
            train(network, few.x_train, few.y_train, epochs, **options)
            seconds[name] = min(seconds[name], perf_counter() - start)
    return {name: value / seconds["nothing"] for name, value in seconds.items()}


def louder(network, factor):
    """The same answers, surer: a copy whose logits are `factor` times as large."""
    loud = network.part(slice(None))
    loud.parameters = network.parameters.like(network.parameters.flat.copy())
    loud.parameters.kernels[-1][...] *= factor
    loud.parameters.biases[-1][...] *= factor
    return loud
