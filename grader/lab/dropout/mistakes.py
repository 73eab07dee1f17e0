"""Common mistakes with dropout, put into a working network so that their symptoms can be seen."""

import numpy as np

from grader.reference.nn.layers import softmax
from grader.reference.nn.passes import forward


def predict_with_dropout_on(network, x):
    """Class probabilities of one pass that leaves dropout on.

    Parameters
    ----------
    network : grader.reference.network.Network
    x : ndarray, shape (S, n, d)

    Returns
    -------
    ndarray, shape (S, n, classes)
    """
    return softmax(forward(network, x.astype(network.dtype), training=True)[0])


def seed_inside_the_pass(network):
    """Make a network draw the same mask in every pass, as a seed set in the forward pass does.

    Parameters
    ----------
    network : grader.reference.network.Network
        Changed in place, before it is trained.
    """
    network.masks = [
        tuple(_Reseeded((seed, layer)) for seed in range(len(generators)))
        for layer, generators in enumerate(network.masks)
    ]


def without_the_scale(network):
    """Leave a trained network as if its masks had never been scaled by 1 / (1 - rate).

    Training with masks of 0 and 1 would learn kernels larger by that factor, and so at prediction
    every layer behind a dropped one gets that much too much.

    Parameters
    ----------
    network : grader.reference.network.Network
        Changed in place.
    """
    for kernel, rate in zip(network.parameters.kernels, network.rates, strict=False):
        kernel /= (1 - rate).reshape(-1, 1, 1)


class _Reseeded:
    """A generator that begins anew with each call, and draws one row for the whole batch."""

    def __init__(self, seed):
        self.seed = seed

    def random(self, size=None, dtype=np.float64, out=None):
        rows = out if out is not None else np.empty(size, dtype)
        rows[...] = np.random.default_rng(self.seed).random(rows.shape[-1], dtype=rows.dtype)
        return rows
