"""Training on images that are drawn anew in each epoch, all configurations and seeds at once."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.lab.experiment import TRAINING
from grader.lab.training import LastingAdam
from grader.reference.network import Network

HIDDEN, RATE = (128,), 3e-3
RATES = (3e-4, 1e-3, 3e-3, 1e-2)
"""Rates of Adam among which the audit looks for each configuration's own."""

ON_IMAGES = {name: how for name, how in TRAINING.items() if name != "MNIST-1D"}
"""The audit's conditions where only images can be augmented like that."""


class Drawing:
    """Draws augmented training samples, with a stream of its own for each network.

    Parameters
    ----------
    few : FewShot
        With S draws.
    augments : dict of str to callable
        ``augment(samples, labels, rng)`` gives new samples and labels; samples are images
        (n, 8, 8), or signals (n, 40).
    seeds : sequence of int, length S
    """

    def __init__(self, few, augments, seeds):
        self.x, self.y = few.x_train.astype(np.float32), few.y_train
        self.arms = [
            (augment, [np.random.default_rng([4, seed]) for seed in seeds])
            for augment in augments.values()
        ]

    def __call__(self):
        """Samples (arms * S, n, d) and labels (arms * S, n), arm by arm."""
        xs, ys = [], []
        for augment, streams in self.arms:
            for x, y, rng in zip(self.x, self.y, streams, strict=True):
                new, labels = augment(as_images(x), y, rng)
                xs.append(new.reshape(len(new), -1).astype(np.float32, copy=False))
                ys.append(labels)
        return np.array(xs), np.array(ys)


def as_images(x):
    """Digits (..., 64) as images (..., 8, 8); signals stay as they are."""
    return x.reshape(*x.shape[:-1], 8, 8) if x.shape[-1] == 64 else x


def fit(network, draw, epochs, optimizer):
    """Train on what `draw` gives, drawn anew in each epoch, in batches of 32."""
    for _ in range(epochs):
        network.fit(*draw(), 1, 32, optimizer)


def make(few, arms, seeds, initializer="he"):
    """Networks for some arms, each with all seeds: one hidden layer of 128 units."""
    sizes = (few.x_train.shape[-1], *HIDDEN, 10)
    return Network(sizes, list(seeds) * arms, initializer=initializer)


@dataclass(frozen=True)
class Trained:
    """Networks, one for each configuration and seed, and what they were trained on.

    Parameters
    ----------
    names : list of str
        The configurations.
    network : Network
        Configuration by configuration, seed by seed.
    few : FewShot
        The draws of the seeds.
    draw : Drawing
    """

    names: list
    network: Network
    few: data.FewShot
    draw: Drawing

    def accuracy(self, x, y):
        """Accuracies on samples (S, n, d) of each seed's own: a dict of arrays (S,)."""
        times = len(self.names)
        return self._by_name(np.concatenate([x] * times), np.concatenate([y] * times))

    def test(self):
        """Accuracies on test images, as they are."""
        return self.accuracy(self.few.x_test, self.few.y_test)

    def training(self):
        """Accuracies on the training images as they were before augmentation."""
        return self.accuracy(self.few.x_train, self.few.y_train)

    def augmented_training(self):
        """Accuracies on freshly augmented training images, which is what training reports."""
        return self._by_name(*self.draw())

    def _by_name(self, x, y):
        accuracies = self.network.accuracy(x, y).reshape(len(self.names), -1)
        return dict(zip(self.names, accuracies, strict=True))


def train(seeds, few, augments, epochs=100, rate=RATE, initializer="he"):
    """Train on images drawn anew in each epoch: as many steps for every configuration.

    Parameters
    ----------
    seeds : sequence of int
    few : FewShot
        Its draws are those of `seeds`.
    augments : dict of str to callable
        As in `Drawing`.
    epochs : int
    rate : float
        Of Adam.
    initializer : "he" or "glorot"

    Returns
    -------
    Trained
    """
    network = make(few, len(augments), seeds, initializer)
    draw = Drawing(few, augments, seeds)
    fit(network, draw, epochs, LastingAdam(rate))
    return Trained(list(augments), network, few, draw)
