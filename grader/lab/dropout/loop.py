"""A training loop that can be read whole; the dropout in it is handed in."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from grader.reference.nn.layers import glorot_uniform, he_normal, softmax


@dataclass(frozen=True)
class Trained:
    """A network that was trained.

    Parameters
    ----------
    probabilities : callable
        From images, shape (n, d), to class probabilities, shape (n, 10), with dropout off.
    moved : ndarray of bool, shape (units,)
        Which units of the first hidden layer have other weights than at the start.
    """

    probabilities: object
    moved: np.ndarray


def train(
    x, y, forward, backward, rate, epochs, batch=1, step=0.02, seed=0, initializer="he", hidden=64
):
    """Train a network with dropout after every hidden layer by plain SGD.

    Parameters
    ----------
    x, y : ndarrays, shapes (n, d) and (n,)
        Labels 0 to 9.
    forward, backward : callable
        Like `dropout_forward` and `dropout_backward`.
    rate : float
        Of dropout.
    epochs, batch : int
    step : float
        Learning rate.
    seed : int
    initializer : "he" or "glorot"
    hidden : int
        Units of each of the two hidden layers.

    Returns
    -------
    Trained
    """
    rng, sizes = np.random.default_rng(seed), [x.shape[1], hidden, hidden, 10]
    draw = {"he": he_normal, "glorot": glorot_uniform}[initializer]
    kernels = [draw(d, k, rng) for d, k in pairwise(sizes)]
    biases = [np.zeros(k) for k in sizes[1:]]
    start = kernels[0].copy()

    def logits_of(a, training, taped):
        for kernel, bias in zip(kernels[:-1], biases[:-1], strict=True):
            active = np.maximum(a @ kernel + bias, 0)
            out, mask = forward(active, rate, rng, training)
            taped.append((a, active, mask))
            a = out
        return a, a @ kernels[-1] + biases[-1]

    for _ in range(epochs):
        for rows in np.split(rng.permutation(len(x)), range(batch, len(x), batch)):
            taped = []
            a, logits = logits_of(x[rows], True, taped)
            d = (softmax(logits) - np.eye(10)[y[rows]]) / len(rows)
            steps, d_a = [(a.T @ d, d.sum(axis=0))], d @ kernels[-1].T
            for (a, active, mask), kernel in zip(taped[::-1], kernels[-2::-1], strict=True):
                d = backward(d_a, mask, rate) * (active > 0)
                steps.insert(0, (a.T @ d, d.sum(axis=0)))
                d_a = d @ kernel.T
            for kernel, bias, (d_kernel, d_bias) in zip(kernels, biases, steps, strict=True):
                kernel -= step * d_kernel
                bias -= step * d_bias
    moved = np.any(kernels[0] != start, axis=0)
    return Trained(lambda images: softmax(logits_of(images, False, [])[1]), moved)
