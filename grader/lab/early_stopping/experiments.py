"""Trainings that are watched after every epoch, so that any rule of stopping can be tried on them.

A network whose best weights are restored scores on the test images what it scored in that epoch. So
one training to the end serves for all rules, patiences and validation sets.
"""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.reference.early_stopping import stopping_epoch
from grader.reference.network import Adam, Network

SIZES, BATCH = (64, 128, 128, 10), 32


@dataclass(frozen=True)
class Watched:
    """A training as seen after each of E epochs; S networks, V validation images.

    Attributes
    ----------
    training_loss : ndarray, shape (E, S)
    penalty : ndarray, shape (E, S)
    val_losses : ndarray, shape (E, S, V)
        Cross-entropy of each validation image.
    val_right : boolean ndarray, shape (E, S, V)
    test_accuracy : ndarray, shape (E, S)
    """

    training_loss: np.ndarray
    penalty: np.ndarray
    val_losses: np.ndarray
    val_right: np.ndarray
    test_accuracy: np.ndarray

    def val_loss(self, images=slice(None)):
        """Mean loss on some of the validation images, shape (E, S)."""
        return self.val_losses[..., images].mean(axis=-1)

    def val_accuracy(self, images=slice(None)):
        """Share of some of the validation images that are right, shape (E, S)."""
        return self.val_right[..., images].mean(axis=-1)


class Continuing:
    """An optimizer whose state outlasts a call of `Network.fit`: epoch by epoch as in one go."""

    def __init__(self, settings):
        self.settings, self.runs = settings, {}

    def start(self, parameters):
        """The run of these parameters, which are known by their place in memory."""
        place = parameters.ctypes.data
        if place not in self.runs:
            self.runs[place] = self.settings.start(parameters)
        return self.runs[place]


def watch(network, few, epochs, learning_rate=1e-3):
    """Train with Adam, and look at the validation and test images after every epoch.

    Parameters
    ----------
    network : grader.reference.network.Network
    few : grader.lab.data.FewShot
        One draw for each network.
    epochs : int
    learning_rate : float

    Returns
    -------
    Watched
    """
    optimizer, seen = Continuing(Adam(learning_rate)), []
    for _ in range(epochs):
        history = network.fit(few.x_train, few.y_train, 1, BATCH, optimizer)
        answers = network.predict(few.x_val)
        of_label = np.take_along_axis(answers, few.y_val[..., None], axis=-1)[..., 0]
        seen.append(
            (
                history.loss[0],
                history.penalty[0],
                -np.log(np.maximum(of_label, 1e-12)),
                answers.argmax(axis=-1) == few.y_val,
                network.accuracy(few.x_test, few.y_test),
            )
        )
    return Watched(*(np.stack(part) for part in zip(*seen, strict=True)))


def watch_digits(seeds, epochs=100, n_train=200, wrong=0.2, **options):
    """`watch` on few digits, one label in five wrong unless said otherwise.

    Parameters
    ----------
    seeds : sequence of int
    epochs, n_train : int
    wrong : float
    **options
        Handed on to `Network`.

    Returns
    -------
    Watched
    """
    few = data.few_shot_digits(seeds, n_train, wrong)
    return watch(Network(SIZES, seeds, **options), few, epochs)


def stop(curves, patience, min_delta=0.0):
    """When each of S trainings stops, and its best epoch by then.

    Parameters
    ----------
    curves : ndarray, shape (E, S)
        What is monitored, lower is better.
    patience, min_delta
        As in `stopping_epoch`.

    Returns
    -------
    stopped, best : integer ndarray, shape (S,)
    """
    found = [stopping_epoch(curve, patience, min_delta) for curve in curves.T]
    return tuple(np.array(found).T)


def at(values, epochs):
    """The values, shape (E, S), of each network's own epoch, shape (S,)."""
    return values[epochs, np.arange(len(epochs))]


def share_validation(few, n_val):
    """Take the last n_val training images, with their wrong labels, for validation.

    Nothing but the training set is used up: this is how it goes where no clean images lie about.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    n_val : int

    Returns
    -------
    grader.lab.data.FewShot
    """
    parts = vars(few) | {
        "x_train": few.x_train[:, :-n_val],
        "y_train": few.y_train[:, :-n_val],
        "mislabelled": few.mislabelled[:, :-n_val],
        "x_val": few.x_train[:, -n_val:],
        "y_val": few.y_train[:, -n_val:],
    }
    return data.FewShot(**parts)


@dataclass(frozen=True)
class Split:
    """Trainings with the last fifth of the data for validation; E epochs, S networks.

    Attributes
    ----------
    val_loss, test_accuracy : ndarray, shape (E, S)
        On the last fifth; on 360 images of all ten digits.
    n_unseen : ndarray, shape (S,)
        Validation images of a digit that no training image shows.
    """

    val_loss: np.ndarray
    test_accuracy: np.ndarray
    n_unseen: np.ndarray


def last_fifth(seeds, by_class, epochs=20):
    """All digits with right labels, split as Keras' ``validation_split=0.2`` does.

    Parameters
    ----------
    seeds : sequence of int
    by_class : bool
        Whether the samples are sorted by class, or shuffled.
    epochs : int

    Returns
    -------
    Split
    """
    draws = [_sorted_draw(seed, by_class) for seed in seeds]
    few = data.FewShot(*(np.stack(part) for part in zip(*draws, strict=True)))
    seen = watch(Network((64, 64, 10), seeds), few, epochs)
    pairs = zip(few.y_train, few.y_val, strict=True)
    n_unseen = [int(np.isin(val, train, invert=True).sum()) for train, val in pairs]
    return Split(seen.val_loss(), seen.test_accuracy, np.array(n_unseen))


def _sorted_draw(seed, by_class):
    images, labels = data.digits()
    order = np.random.default_rng(seed).permutation(len(images))
    test, rest = order[:360], order[360:]
    if by_class:
        rest = rest[np.argsort(labels[rest], kind="stable")]
    train, val = np.split(rest, [int(0.8 * len(rest))])
    right = np.zeros(len(train), dtype=bool)
    held_out = (images[val], labels[val], images[test], labels[test])
    return images[train], labels[train], right, *held_out
