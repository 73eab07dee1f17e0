"""A training loop that can be read whole; the batch norm in it is handed in."""

from itertools import pairwise

import numpy as np


def train(x, y, rate, forward, backward, epochs=10, batch=25, width=64, hidden=3, seed=0):
    """Train a network with batch norm by plain SGD; return a function from images to classes.

    Parameters
    ----------
    x, y : ndarrays, shapes (n, d) and (n,)
        Labels 0 to 9.
    rate : float
        Learning rate.
    forward, backward : callable
        Like `batch_norm_forward` and `batch_norm_backward`. Gamma stays at 1 here, so only the
        first of the gradients is used.
    epochs, batch, width, hidden, seed : int
    """
    rng = np.random.default_rng(seed)
    sizes = [x.shape[1], *[width] * hidden, 10]
    kernels = [rng.normal(0, np.sqrt(2 / d), (d, k)) for d, k in pairwise(sizes)]
    betas = [np.zeros(k) for k in sizes[1:]]  # the last one is the bias of the logits
    running = [[np.zeros(k), np.ones(k)] for k in sizes[1:-1]]

    def logits_of(a, training, taped=None):
        for kernel, beta, old in zip(kernels, betas, running, strict=False):
            z, ones = a @ kernel, np.ones_like(beta)
            out, *old[:] = forward(z, ones, beta, *old, momentum=0.9, training=training)
            if training:
                taped.append((a, z, out))
            a = np.maximum(out, 0)
        return a, a @ kernels[-1] + betas[-1]

    for _ in range(epochs):
        for rows in np.split(rng.permutation(len(x)), range(batch, len(x), batch)):
            taped = []
            a, logits = logits_of(x[rows], True, taped)
            d = np.exp(logits - logits.max(axis=1, keepdims=True))
            d = (d / d.sum(axis=1, keepdims=True) - np.eye(10)[y[rows]]) / len(rows)
            d_a, steps = d @ kernels[-1].T, [(a.T @ d, d.sum(axis=0))]
            for (a, z, out), kernel in zip(taped[::-1], kernels[-2::-1], strict=True):
                d = d_a * (out > 0)
                d_z = backward(d, z, np.ones(z.shape[1]))[0]
                d_a = d_z @ kernel.T
                steps.insert(0, (a.T @ d_z, d.sum(axis=0)))
            for kernel, beta, (d_kernel, d_beta) in zip(kernels, betas, steps, strict=True):
                kernel -= rate * d_kernel
                beta -= rate * d_beta
    return lambda images: logits_of(images, False)[1].argmax(axis=1)
