"""How large activations and gradients are, layer by layer, before any training."""

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import BARE, NORMED, all_arms, sizes_for
from grader.lab.experiment import experiment
from grader.reference.network import Network
from grader.reference.nn.passes import differentiate, forward


@experiment(
    {
        "twice as deep": {"hidden": 40},
        "half as wide": {"width": 32},
        "MNIST-1D": {"data": "mnist1d"},
    }
)
def spread_by_depth(hidden=20, width=64, seeds=range(10), data="digits"):
    """Standard deviations of activations and of the kernels' gradients, layer by layer.

    Parameters
    ----------
    hidden, width : int
        Hidden layers, and units in each.
    seeds : iterable of int
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to (ndarray, ndarray)
        For each arm, the standard deviations over samples and units of the outputs of every ReLU,
        shape (hidden, seeds), and over the entries of the gradient of every hidden layer's
        kernel, same shape.
    """
    few = lab_data.few_shot(data, seeds, wrong=0.0)
    sizes, found = sizes_for(few.x_train, hidden, width), {}
    for arm, settings in all_arms().items():
        network = Network(sizes, seeds, dtype=np.float64, **settings)
        _, tape = forward(network, few.x_train, training=True)
        activations = np.array([x.std(axis=(1, 2)) for x, _, _ in tape[1:]])
        gradients = network.parameters.like(np.zeros_like(network.parameters.flat))
        differentiate(network, few.x_train, few.y_train, gradients)
        spread = np.array([kernel.std(axis=(1, 2)) for kernel in gradients.kernels[:-1]])
        found[arm] = activations, spread
    return found


@spread_by_depth.concludes(
    "Glorot: the activations of the last layer are less than a tenth of the first layer's",
    quote="With Glorot's kernels the signal dies out",
)
def _(found):
    activations, _ = found["Glorot"]
    return np.log10(activations[0] / activations[-1]) - 1


@spread_by_depth.concludes(
    "He: first and last activations differ by less than a factor of 5",
    quote="He's kernels keep it at about the same size",
)
def _(found):
    activations, _ = found[BARE]
    return np.log10(5) - np.abs(np.log10(activations[0] / activations[-1]))


@spread_by_depth.concludes(
    "Batch norm: first and last activations differ by less than a factor of 1.2",
    quote="Batch norm holds it still",
)
def _(found):
    activations, _ = found[NORMED]
    return np.log10(1.2) - np.abs(np.log10(activations[0] / activations[-1]))


@spread_by_depth.concludes(
    "Batch norm: the first layer's gradient is more than 10 times the last hidden layer's",
    quote="the gradient grows from layer to layer on its way back",
)
def _(found):
    _, gradients = found[NORMED]
    return np.log10(gradients[0] / gradients[-1]) - 1
