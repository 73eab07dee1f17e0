"""Networks that learn labels by heart, watched while they do it."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.reference.network import SGD, Network


@dataclass(frozen=True)
class Memory:
    """What was seen with one kind of labels; E looks, S seeds.

    Attributes
    ----------
    epochs : ndarray, shape (E,)
    training, test : ndarray, shape (E, S)
        Accuracy: on the training labels as they were given, and on right test labels.
    norms : ndarray, shape (E, layers, S)
        Root of the sum of squared weights of each layer.
    """

    epochs: np.ndarray
    training: np.ndarray
    test: np.ndarray
    norms: np.ndarray


def memorise(seeds, label_sets, looks=15, epochs_between=10):
    """Train on 200 digits with several kinds of labels, and look at the networks now and then.

    Plain SGD keeps nothing from one call of `fit` to the next, so many short calls are one long
    training.

    Parameters
    ----------
    seeds : sequence of int
    label_sets : dict of str to integer ndarray, shape (S, 200)
        Labels for the training images of `grader.lab.data.few_shot_digits`.
    looks, epochs_between : int

    Returns
    -------
    dict of str to Memory
        The first look is before training.
    """
    few = data.few_shot_digits(seeds, wrong=0.0).repeated(len(label_sets))
    given = np.concatenate(list(label_sets.values()))
    network = Network([64, 128, 128, 10], seeds=list(seeds) * len(label_sets))
    seen = [_look(network, few, given)]
    for _ in range(looks):
        network.fit(few.x_train, given, epochs_between, 32, SGD(0.3))
        seen.append(_look(network, few, given))
    parts = [np.array(part) for part in zip(*seen, strict=True)]
    epochs = epochs_between * np.arange(looks + 1)
    return {
        name: Memory(epochs, *(part[..., i * len(seeds) : (i + 1) * len(seeds)] for part in parts))
        for i, name in enumerate(label_sets)
    }


def _look(network, few, given):
    norms = [np.sqrt((kernel**2).sum(axis=(1, 2))) for kernel in network.parameters.kernels]
    training = network.accuracy(few.x_train, given)
    return training, network.accuracy(few.x_test, few.y_test), norms
