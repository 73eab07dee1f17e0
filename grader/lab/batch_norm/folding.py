"""Batch norms folded away: of whole trained networks, and what that gains in time."""

from time import perf_counter

import numpy as np

from grader.reference.batch_norm import batch_norm_forward
from grader.reference.network import Network


def fold_network(trained, fold):
    """A plain network that predicts what a network with batch norm does.

    Parameters
    ----------
    trained : grader.reference.network.Network
        With batch norm after every hidden layer's matmul.
    fold : callable
        Like the exercise `fold_batch_norm`.

    Returns
    -------
    grader.reference.network.Network
    """
    seeds = range(len(trained.parameters.flat))
    folded = Network(trained.sizes, seeds)
    ours, plain = trained.parameters, folded.parameters
    plain.kernels[-1][...], plain.biases[-1][...] = ours.kernels[-1], ours.biases[-1]
    for layer, (mean, var) in enumerate(trained.running):
        for s in seeds:
            of_layer = ours.gammas[layer][s, 0], ours.biases[layer][s, 0], mean[s, 0], var[s, 0]
            w, b = fold(ours.kernels[layer][s], np.zeros(mean.shape[2]), *of_layer)
            plain.kernels[layer][s], plain.biases[layer][s, 0] = w, b
    return folded


def speed_up(n_features, n_units, fold):
    """How many times as long Dense and batch norm take as the folded layer, at the shortest."""
    from threadpoolctl import threadpool_limits

    rng = np.random.default_rng(0)
    x = rng.normal(size=(1000, n_features)).astype("float32")
    w = rng.normal(size=(n_features, n_units)).astype("float32")
    b, *four = rng.uniform(0.5, 1.5, size=(5, n_units)).astype("float32")
    w_folded, b_folded = fold(w, b, *four)

    def two_layers():
        return batch_norm_forward(x @ w + b, *four, training=False)[0]

    def one_layer():
        return x @ w_folded + b_folded

    with threadpool_limits(1):
        pairs = [(_seconds(two_layers), _seconds(one_layer)) for _ in range(100)]
    both, alone = np.min(pairs, axis=0)
    return both / alone


def _seconds(action):
    start = perf_counter()
    action()
    return perf_counter() - start
