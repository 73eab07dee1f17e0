"""The capstone: a plain baseline and a regularized reference, both in NumPy."""

import numpy as np

from grader.reference.network import Adam, Network

CLASSES = 8
HIDDEN = (128, 128)
RATES = (0.2, 0.4)
"""Dropout rates to choose from."""


class Committee:
    """Networks whose probabilities are averaged.

    Parameters
    ----------
    *networks : grader.reference.network.Network
    expected_accuracy : float, optional
        What is to be expected of it on new signals.
    """

    def __init__(self, *networks, expected_accuracy=None):
        self.networks = networks
        if expected_accuracy is not None:
            self.expected_accuracy = float(expected_accuracy)

    def predict(self, x):
        """Class probabilities, shape (n, 8), of signals (n, 40)."""
        return np.concatenate([each.predict(x) for each in self.networks]).mean(axis=0)


def plain(x_train, y_train, x_val, y_val):
    """The baseline: one network, 60 epochs on all signals, nothing against overfitting."""
    x, y = np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])
    network = Network([x.shape[1], *HIDDEN, CLASSES], seeds=[0])
    network.fit(x, y, epochs=60, batch_size=32, optimizer=Adam(1e-3))
    return Committee(network)


def moved(x, places):
    """Each signal moved by its own number of places, to the right where positive.

    The values at the ends are repeated: a drift goes on there, it does not jump to zero.
    """
    source = np.arange(x.shape[1]) - np.asarray(places)[:, None]
    return np.take_along_axis(x, np.clip(source, 0, x.shape[1] - 1), axis=1)


def varied(x, places, strength, noise, rng, drift=1.0):
    """A copy of signals: moved, made stronger or weaker, with more noise and more drift."""
    n, length = x.shape
    t = np.linspace(-1, 1, length)
    waves = rng.normal(size=(n, 3)) @ np.array([np.ones(length), t, np.cos(np.pi * t)])
    copy = moved(x, rng.integers(-places, places + 1, n))
    copy = copy * np.exp(rng.uniform(-strength, strength, (n, 1)))
    return copy + drift * waves + noise * rng.normal(size=x.shape)


def enlarged(x_train, y_train, x_val, y_val, rng, copies=12):
    """Copies of both kinds of signals, the former varied more: they come from the bench."""
    varied_train = [varied(x_train, 3, 0.25, 0.2, rng) for _ in range(copies)]
    varied_val = [varied(x_val, 2, 0.1, 0.2, rng) for _ in range(copies)]
    labels = [*[y_train] * copies, *[y_val] * copies]
    return np.concatenate([*varied_train, *varied_val]), np.concatenate(labels)


def capstone(x_train, y_train, x_val, y_val):
    """Networks with dropout on varied copies, the rate chosen by validation.

    Each rate gets two networks. Each learns from one half of the validation signals, and the other
    half tells its accuracy: so all of them serve both purposes, and none serves both at once.

    Parameters
    ----------
    x_train, x_val : ndarray, shapes (n, 40) and (m, 40)
    y_train, y_val : integer ndarray, shapes (n,) and (m,)
        Some labels of the former are wrong.

    Returns
    -------
    Committee
        The two networks of the best rate.
    """
    rng = np.random.default_rng(0)
    halves = np.arange(len(x_val)) % 2
    parts = [
        enlarged(x_train, y_train, x_val[halves == half], y_val[halves == half], rng)
        for half in (0, 1)
    ]
    x, y = (np.stack([part[i] for part in parts] * len(RATES)) for i in (0, 1))
    rates = np.repeat(RATES, 2)
    network = Network(
        [x.shape[2], *HIDDEN, CLASSES], seeds=range(len(rates)), dropout=(0.0, rates, rates)
    )
    network.fit(x, y, epochs=20, batch_size=64, optimizer=Adam(1e-3), validate_every=20)
    right = network.predict(x_val).argmax(axis=2) == y_val
    unseen = np.tile(halves, (len(rates), 1)) != np.tile([[0], [1]], (len(RATES), 1))
    accuracies = (right & unseen).reshape(len(RATES), -1).sum(axis=1) / len(x_val)
    best = int(np.argmax(accuracies))
    chosen = network.part(slice(2 * best, 2 * best + 2))
    return Committee(chosen, expected_accuracy=accuracies[best])
