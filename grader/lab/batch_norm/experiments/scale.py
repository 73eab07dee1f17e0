"""The scale of a kernel before batch norm: initial scales, effective rates, weight decay."""

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import (
    arms,
    divergence_allowed,
    scale_kernels,
    sizes_for,
    use_population_statistics,
)
from grader.lab.experiment import experiment
from grader.reference.network import L2, SGD, BatchNorm, Network

HIDDEN = 5
LONGER = {"3 x the steps": {"steps": 3}, "10 x the steps": {"steps": 10}}
OTHERS = {
    "Glorot": {"initializer": "glorot"},
    "a rate of 0.1": {"rate": 0.1},
    "MNIST-1D": {"data": "mnist1d"},
}


@experiment(LONGER | {"each factor's own rate": {"tuned": True}, "MNIST-1D": {"data": "mnist1d"}})
def initial_scales(
    factors=(0.1, 0.3, 1, 3, 10),
    rate=0.1,
    epochs=20,
    seeds=range(10),
    steps=1,
    tuned=False,
    data="digits",
):
    """Multiply all initial kernels by a factor, and train with SGD.

    Parameters
    ----------
    factors : tuple of float
    rate : float
        The best one of both arms at a factor of 1.
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    tuned : bool
        Whether each factor gets the rate of its own that validates best.
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to ndarray, shape (factors, seeds)
        Test accuracies of each arm.
    """
    few, found = lab_data.few_shot(data, seeds, wrong=0.0), {}
    for arm, settings in arms().items():
        rates = (0.01, 0.03, 0.1, 0.3, 1) if tuned else (rate,)
        runs = [_scaled(few, settings, factors, r, steps * epochs, seeds) for r in rates]
        validated, tested = np.array(runs).swapaxes(0, 1)
        best = validated.mean(axis=-1).argmax(axis=0)
        found[arm] = tested[best, np.arange(len(factors))]
    return found


def _scaled(few, settings, factors, rate, epochs, seeds):
    """Validation and test accuracy, each (factors, seeds)."""
    task = few.repeated(len(factors))
    sizes = sizes_for(few.x_train, HIDDEN)
    network = Network(sizes, list(seeds) * len(factors), **settings)
    scale_kernels(network, np.repeat(factors, len(seeds)))
    with divergence_allowed():
        network.fit(task.x_train, task.y_train, epochs, 32, SGD(rate), validate_every=epochs)
        use_population_statistics(network, task.x_train)
        pairs = (task.x_val, task.y_val), (task.x_test, task.y_test)
        return [network.accuracy(*pair).reshape(len(factors), -1) for pair in pairs]


@initial_scales.concludes(
    "With batch norm, a tenth of the initial scale costs less than 15 points",
    quote="a tenth of the usual scale",
)
def _(found):
    normed = found["with batch norm"]
    return 0.15 - (normed[2] - normed[0])


@initial_scales.concludes(
    "Without batch norm, a tenth of the initial scale leaves the network below 15 %",
    quote="does not learn at all",
)
def _(found):
    return 0.15 - found["without batch norm"][0]


@experiment(
    LONGER
    | {
        "Glorot": {"initializer": "glorot"},
        "a rate of 0.1": {"rate": 0.1},
        "MNIST-1D": {"data": "mnist1d"},
    }
)
def kernel_norms(
    strengths=(0.0, 1e-2),
    rate=0.3,
    epochs=40,
    seeds=range(10),
    steps=1,
    initializer="he",
    data="digits",
):
    """Squared norms of the kernels before batch norm, and the effective rate, epoch by epoch.

    Parameters
    ----------
    strengths : tuple of float
        Of the L2 penalty on all kernels.
    rate : float
        Learning rate of SGD.
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    initializer : "he" or "glorot"
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of float to ndarray, shape (1 + epochs, seeds)
        For each strength the learning rate over the squared norm of a unit's kernel, averaged over
        the units of the third hidden layer; the first entry is before the training.
    """
    few, found = lab_data.few_shot(data, seeds, wrong=0.0), {}
    for strength in strengths:
        network = Network(
            sizes_for(few.x_train, HIDDEN),
            seeds,
            penalty=L2(strength) if strength else None,
            initializer=initializer,
            batch_norm=BatchNorm(momentum=0.9),
        )
        norms = [_squared_norms(network)]
        for _ in range(epochs):
            network.fit(few.x_train, few.y_train, steps, 32, SGD(rate))
            norms.append(_squared_norms(network))
        found[strength] = rate / np.array(norms)
    return found


def _squared_norms(network):
    """Of the third hidden layer's kernel, a unit on average, shape (seeds,)."""
    return np.square(network.parameters.kernels[2]).sum(axis=1).mean(axis=1)


@kernel_norms.concludes(
    "Without a penalty the effective learning rate falls",
    quote="the norm can only grow",
)
def _(found):
    return np.log(found[0.0][0] / found[0.0][-1])


@kernel_norms.concludes(
    "With an L2 penalty of 0.01 it ends higher than without",
    quote="keeps the effective rate up",
)
def _(found):
    return np.log(found[1e-2][-1] / found[0.0][-1])
