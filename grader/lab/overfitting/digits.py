"""Overfitting on digits: networks from which every experiment turns one knob away."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.reference.network import Adam, Network

HIDDEN, EPOCHS, BATCH, CLASSES = (128, 128), 100, 32, 10


@dataclass(frozen=True)
class Trained:
    """What came of one setting; S seeds.

    Attributes
    ----------
    training, test : ndarray, shape (S,)
        Accuracy; only training labels may be wrong.
    test_loss : ndarray, shape (S,)
        Mean cross-entropy on the test images.
    """

    training: np.ndarray
    test: np.ndarray
    test_loss: np.ndarray


def train(seeds, hidden=HIDDEN, n_train=200, wrong=0.2, epochs=EPOCHS, n_val=500):
    """Train one network for each seed on digits; by default the setting that all knobs start from.

    Parameters
    ----------
    seeds : sequence of int
    hidden : sequence of int
        Units of each hidden layer.
    n_train : int
        Training images.
    wrong : float
        Share of the training labels that are wrong.
    epochs : int
    n_val : int
        Images left aside; the test set takes the rest.

    Returns
    -------
    Trained
    """
    few = data.few_shot_digits(seeds, n_train, wrong, n_val)
    network = Network([64, *hidden, CLASSES], seeds=seeds)
    network.fit(few.x_train, few.y_train, epochs, BATCH, Adam(1e-3))
    return Trained(
        network.accuracy(few.x_train, few.y_train),
        network.accuracy(few.x_test, few.y_test),
        cross_entropy(network.predict(few.x_test), few.y_test),
    )


def cross_entropy(probabilities, labels):
    """Mean over the samples of -log p(label).

    Parameters
    ----------
    probabilities : ndarray, shape (S, n, classes)
    labels : integer ndarray, shape (S, n)

    Returns
    -------
    ndarray, shape (S,)
    """
    of_label = np.take_along_axis(probabilities, labels[..., None], axis=-1)
    return -np.log(np.maximum(of_label, 1e-12)).mean(axis=(1, 2))


def with_same_steps(n_train):
    """Epochs that give n_train images as many training steps as the usual 200 images get."""
    return round(EPOCHS * np.ceil(200 / BATCH) / np.ceil(n_train / BATCH))


def unbalanced(seeds, frequent, rare):
    """Train on right labels, with `frequent` images of each digit 0-4 and `rare` of each 5-9.

    Parameters
    ----------
    seeds : sequence of int
    frequent, rare : int
        At most 60.

    Returns
    -------
    dict of str to ndarray, shape (S,)
        Accuracy on the training images and, on 90 test images of each digit, for 0-4 and for 5-9;
        and the share of the test images of 5-9 that are taken for one of 0-4.
    """
    draws = [_unbalanced_draw(seed, frequent, rare) for seed in seeds]
    x, y, x_test, y_test = (np.stack(part) for part in zip(*draws, strict=True))
    network = Network([64, *HIDDEN, CLASSES], seeds=seeds)
    network.fit(x, y, with_same_steps(y.shape[1]), BATCH, Adam(1e-3))
    answers, few = network.predict(x_test).argmax(axis=-1), y_test >= 5

    def share(holds, where):
        return holds[where].reshape(len(seeds), -1).mean(axis=1)

    return {
        "training": network.accuracy(x, y),
        "digits 0-4": share(answers == y_test, ~few),
        "digits 5-9": share(answers == y_test, few),
        "5-9 called 0-4": share(answers < 5, few),
    }


def _unbalanced_draw(seed, frequent, rare):
    images, labels = data.digits()
    order = np.random.default_rng(seed).permutation(len(images))
    of_class = [order[labels[order] == digit] for digit in range(CLASSES)]
    train = [own[: frequent if digit < 5 else rare] for digit, own in enumerate(of_class)]
    test = [own[60:150] for own in of_class]
    train, test = np.concatenate(train), np.concatenate(test)
    return images[train], labels[train], images[test], labels[test]
