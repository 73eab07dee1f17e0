"""Training of stacks of layers by Adam, and their comparison; see `grader.lab.dropout.layers`."""

import numpy as np

from grader.lab.arms import at_own_rates
from grader.lab.dropout.sweeps import Sweep
from grader.reference.network import Adam
from grader.reference.nn.layers import softmax_cross_entropy


def fit(layers, x, y, epochs, orders, masks, learning_rate=1e-3, batch=32):
    """Train a network in place.

    Parameters
    ----------
    layers : list
    x, y : ndarrays, shapes (n, ...) and (n,)
    epochs : int
    orders, masks : numpy.random.Generator
        Of the order of the samples and of what is dropped.
    learning_rate : float
        Of Adam.
    batch : int
    """
    runs = [[Adam(learning_rate).start(p) for p in layer.parameters] for layer in layers]
    x = x.astype(np.float32)
    for _ in range(epochs):
        for rows in np.split(orders.permutation(len(x)), range(batch, len(x), batch)):
            logits = forward(layers, x[rows], masks)
            d_out = softmax_cross_entropy(logits[None], y[None, rows])[1][0]
            for layer in reversed(layers):
                d_out = layer.backward(d_out)
            for layer, of_layer in zip(layers, runs, strict=True):
                for run, gradient in zip(of_layer, layer.gradients, strict=True):
                    run.step(gradient)


def forward(layers, x, rng=None):
    """Logits, in inference mode where no generator is given."""
    for layer in layers:
        x = layer.forward(x, rng)
    return x


def accuracy(layers, x, y):
    """Share of the samples that are classified right, in inference mode."""
    return float(np.mean(forward(layers, x.astype(np.float32)).argmax(axis=1) == y))


def compare(builders, few, seeds, epochs, usual, tuned):
    """Train a network of every kind on every seed, with paired weights and orders.

    Parameters
    ----------
    builders : dict of str to callable
        ``builder(rng)`` gives the layers of a new network.
    few : grader.lab.data.FewShot
    seeds : sequence of int
    epochs : int
    usual : float
        Learning rate.
    tuned : bool
        Whether each kind is trained at that of three rates that validates best for it.

    Returns
    -------
    Sweep
    """

    def run(rate):
        found = [
            [_measured(build, few, s, seed, epochs, rate) for s, seed in enumerate(seeds)]
            for build in builders.values()
        ]
        training, validation, test = np.moveaxis(np.array(found), 2, 0)
        return {"training": training, "validation": validation, "test": test}

    rates = (usual / 3, usual, 3 * usual)
    return Sweep(list(builders), **at_own_rates(run, tuned, rates, usual))


def _measured(build, few, place, seed, epochs, rate):
    initial, orders, masks = np.random.default_rng(seed).spawn(3)
    layers = build(initial)
    fit(layers, few.x_train[place], few.y_train[place], epochs, orders, masks, rate)
    parts = ((few.x_train, few.y_train), (few.x_val, few.y_val), (few.x_test, few.y_test))
    return [accuracy(layers, x[place], y[place]) for x, y in parts]
