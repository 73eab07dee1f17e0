"""Adversarial examples for the networks that train many seeds at once.

References
----------
Goodfellow, Shlens, Szegedy, arXiv:1412.6572 (fast gradient sign method and training with it).
Kurakin, Goodfellow, Bengio, arXiv:1607.02533, and Madry et al., arXiv:1706.06083 (many steps).
"""

import numpy as np

from grader.reference.combining import fgsm
from grader.reference.nn.layers import softmax
from grader.reference.nn.passes import forward


def input_gradient(network, x, y):
    """Gradient of each sample's cross-entropy by its pixels, in inference mode.

    Parameters
    ----------
    network : grader.reference.network.Network
        Without batch norm.
    x : ndarray, shape (S, n, d)
    y : integer ndarray, shape (S, n)

    Returns
    -------
    ndarray, shape (S, n, d)

    Raises
    ------
    ValueError
        If the network has batch norm.
    """
    if network.batch_norm is not None:
        raise ValueError("Expected a network without batch norm.")
    logits, tape = forward(network, np.asarray(x, network.dtype), training=False)
    gradient = softmax(logits)
    gradient[(*np.ogrid[: y.shape[0], : y.shape[1]], y)] -= 1
    inputs = [entry[0] for entry in tape]
    for layer in reversed(range(len(inputs))):
        gradient = gradient @ network.parameters.kernels[layer].swapaxes(1, 2)
        if layer:
            gradient *= inputs[layer] > 0  # the output of the ReLU below
    return gradient


def attack(network, x, y, epsilon, steps=1):
    """Images moved by at most epsilon a pixel so that the network's loss grows.

    Parameters
    ----------
    network, x, y
        As in `input_gradient`.
    epsilon : float
    steps : int
        One: the fast gradient sign method. More: as many smaller ones, each with the gradient of
        the place reached, and never further than epsilon from `x`.

    Returns
    -------
    ndarray, shape (S, n, d)
    """
    size = epsilon if steps == 1 else 2.5 * epsilon / steps
    moved = x
    for _ in range(steps):
        moved = fgsm(moved, input_gradient(network, moved, y), size)
        moved = np.clip(moved, x - epsilon, x + epsilon)
    return moved


class FgsmExamples:
    """Train half of every batch on adversarial examples of the weights as they are.

    Parameters
    ----------
    epsilon : float
    """

    def __init__(self, epsilon):
        self.epsilon = epsilon

    def __call__(self, part, x, y):
        """The batch with its first half attacked; see `training.train`."""
        half = x.shape[1] // 2
        attacked = attack(part, x[:, :half], y[:, :half], self.epsilon)
        return np.concatenate([attacked, x[:, half:]], axis=1).astype(x.dtype)


class RandomSigns:
    """Move the pixels of half of every batch by epsilon up or down, at random.

    As far as an attack moves them, in no particular direction.

    Parameters
    ----------
    epsilon : float
    seeds : sequence of int
        One a network.
    """

    def __init__(self, epsilon, seeds):
        self.epsilon = epsilon
        self.generators = [np.random.default_rng([3, seed]) for seed in seeds]

    def __call__(self, part, x, y):
        """The batch with its first half disturbed; see `training.train`."""
        half = x.shape[1] // 2
        shape = (half, x.shape[2])
        noise = np.stack([rng.normal(size=shape) for rng in self.generators[part.networks]])
        disturbed = fgsm(x[:, :half], noise, self.epsilon)
        return np.concatenate([disturbed, x[:, half:]], axis=1).astype(x.dtype)
