"""Trainings that are watched after every epoch, so that any rule of stopping can be tried on them.

A network whose best weights are restored scores on the test images what it scored in that epoch. So
one training to the end serves for all rules, patiences and validation sets.
"""

from dataclasses import dataclass

import numpy as np

from grader.lab import training
from grader.lab.experiment import TRAINING
from grader.lab.tuning import RATES
from grader.reference.early_stopping import stopping_epoch

HIDDEN = (128, 128)
FEWER = {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
}
CONDITIONS = TRAINING | FEWER
"""The audit's conditions; where many epochs are looked at, with five seeds."""


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


def watch(
    few, seeds, epochs, hidden=HIDDEN, penalty=None, initializer="he", rate=None, tuned=False
):
    """Train with Adam, and look at the training, validation and test samples after every epoch.

    Parameters
    ----------
    few : grader.lab.data.FewShot
        One draw for each seed.
    seeds : sequence of int
    epochs : int
    hidden : sequence of int
        Units of the hidden layers.
    penalty, initializer
        As of `grader.reference.network.Network`.
    rate : float, optional
        Learning rate; None for the usual one.
    tuned : bool
        Whether to search the rate with the best validation accuracy in any epoch instead.

    Returns
    -------
    Watched
    """

    def look(network):
        chances = network.predict(few.x_val)
        return {
            "training_loss": _of_label(network.predict(few.x_train), few.y_train).mean(axis=-1),
            "penalty": network.penalty_loss(),
            "val_losses": _of_label(chances, few.y_val),
            "val_right": chances.argmax(axis=-1) == few.y_val,
            "test_accuracy": network.accuracy(few.x_test, few.y_test),
        }

    def run(rate):
        network = training.make(few, hidden, seeds, initializer, penalty=penalty)
        moments = range(1, epochs + 1)
        seen = training.watched(network, few.x_train, few.y_train, moments, look, rate)
        return {"seen": seen, "validation": seen["val_right"].mean(axis=2)}

    found = run(rate) if rate else training.at_own_rate(run, tuned, RATES)
    return Watched(**found["seen"])


def _of_label(chances, labels):
    """Cross-entropy of each sample, shape (S, n)."""
    of_label = np.take_along_axis(chances, labels[..., None], axis=-1)[..., 0]
    return -np.log(np.maximum(of_label, 1e-12))


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
