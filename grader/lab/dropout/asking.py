"""Asking one network with dropout off and with dropout on: its answers, and how sure it is."""

import numpy as np

from grader.reference.nn.layers import softmax

SOFTMAX, LEAD, VOTES = "softmax, dropout off", "lead of 50 passes", "mean softmax of 50 passes"
SPREAD = "spread of the winner alone"


def turned(x):
    """Images turned by a quarter; signals, which are no squares, run backward."""
    side = round(np.sqrt(x.shape[1]))
    if side**2 != x.shape[1]:
        return x[:, ::-1]
    return np.rot90(x.reshape(-1, side, side), axes=(1, 2)).reshape(x.shape)


def answered(network, place, x, passes, rate, rng):
    """How sure one network is of each sample, and what it says, by way of asking.

    Returns
    -------
    dict of str to (ndarray, ndarray)
        Sureness and class, each of shape (n,).
    """
    (w1, w2), (b1, b2) = (
        [array[place].astype(float) for array in arrays]
        for arrays in (network.parameters.kernels, network.parameters.biases)
    )
    hidden = np.maximum(x @ w1 + b1, 0)
    plain = softmax(hidden @ w2 + b2)
    masks = rng.random((passes, *hidden.shape)) >= rate
    logits = (hidden * masks / (1 - rate)) @ w2 + b2
    mean, std = logits.mean(axis=0), logits.std(axis=0)
    votes, winner = softmax(logits).mean(axis=0), mean.argmax(axis=1)
    return {
        SOFTMAX: (plain.max(axis=1), plain.argmax(axis=1)),
        LEAD: (lead(mean, std), winner),
        SPREAD: (-std[np.arange(len(std)), winner], winner),
        VOTES: (votes.max(axis=1), votes.argmax(axis=1)),
    }


def lead(mean, std):
    """How far the best class is ahead of the second, in units of the two spreads together.

    Parameters
    ----------
    mean, std : ndarray, shape (n, k)
        Of the logits over the passes.

    Returns
    -------
    ndarray, shape (n,)
        Very large, but finite, where all passes agree.
    """
    rows, (second, best) = np.arange(len(mean)), np.argsort(mean, axis=1)[:, -2:].T
    spread = np.hypot(std[rows, best], std[rows, second])
    return (mean[rows, best] - mean[rows, second]) / np.maximum(spread, 1e-12)
