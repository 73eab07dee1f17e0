"""Common mistakes with dropout, put into a working network so that their symptoms can be seen."""

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
