"""Every on/off combination of six techniques on the same few digits, many seeds each.

References
----------
Box, Hunter and Hunter: "Statistics for experimenters", 2nd edition 2005 (factorial designs).
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from grader.lab.combining.training import Shifts, train
from grader.reference.network import L2, BatchNorm, Network

TECHNIQUES = (
    "L2",
    "dropout",
    "shifted images",
    "label smoothing",
    "batch norm",
    "early stopping",
)
STRENGTHS = {"L2": 0.01, "dropout": 0.5, "label smoothing": 0.2}
HIDDEN = (64, 64)
WATCHED = 50
"""Training images that early stopping gives up in order to watch them."""


@dataclass(frozen=True)
class Ablation:
    """Accuracies of all combinations.

    Attributes
    ----------
    accuracy, validation : ndarray, shape (2, 2, 2, 2, 2, 2, seeds)
        On test and on validation images; one axis a technique in the order of `TECHNIQUES`, 0 for
        off and 1 for on.
    """

    accuracy: np.ndarray
    validation: np.ndarray

    def of(self, *on):
        """Test accuracies with exactly the techniques named, shape (seeds,)."""
        unknown = set(on) - set(TECHNIQUES)
        if unknown:
            raise ValueError(f"Expected techniques of {TECHNIQUES}, but got {sorted(unknown)}.")
        return self.accuracy[tuple(int(name in on) for name in TECHNIQUES)]

    def effect(self, name):
        """Mean gain by a technique over all combinations of the others, shape (seeds,)."""
        axis = TECHNIQUES.index(name)
        return _mean(np.take(self.accuracy, 1, axis) - np.take(self.accuracy, 0, axis))

    def interaction(self, one, other):
        """By how much one's gain grows when the other is switched on, shape (seeds,).

        Averaged over all combinations of the rest; the same with the two exchanged.
        """
        axes = TECHNIQUES.index(one), TECHNIQUES.index(other)
        both = np.moveaxis(self.accuracy, axes, (0, 1))
        return _mean((both[1, 1] - both[0, 1]) - (both[1, 0] - both[0, 0]))


def run_ablation(few, seeds, epochs=50, factor=1.0, learning_rate=3e-3, initializer="he"):
    """Train all 64 combinations on the same images each.

    Early stopping takes the images that it watches from the training images, wrong labels and all,
    so that no combination learns from an image that another one does not have.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    seeds : sequence of int
        Of the networks, one for each draw of `few`.
    epochs : int
    factor : float
        On the strengths of L2, dropout and label smoothing.
    learning_rate : float
        Of Adam.
    initializer : "he" or "glorot"

    Returns
    -------
    Ablation
    """
    test, validation = [], []
    for batch_norm in (False, BatchNorm(momentum=0.9)):
        for stops in (False, True):
            settings = {"batch_norm": batch_norm, "initializer": initializer}
            networks = _trained(few, seeds, epochs, factor, learning_rate, stops, settings)
            many = few.repeated(16)
            test.append(networks.accuracy(many.x_test, many.y_test))
            validation.append(networks.accuracy(many.x_val, many.y_val))
    return Ablation(*(_by_technique(values) for values in (test, validation)))


def _trained(few, seeds, epochs, factor, learning_rate, stops, settings):
    """The 16 combinations of L2, dropout, shifts and smoothing, for all seeds."""
    on = np.array(list(product((0, 1), repeat=4))).repeat(len(seeds), axis=0)
    many, repeated = list(seeds) * 16, few.repeated(16)
    network = Network(
        (few.x_train.shape[2], *HIDDEN, 10),
        many,
        penalty=L2(factor * STRENGTHS["L2"] * on[:, 0]),
        dropout=factor * STRENGTHS["dropout"] * on[:, 1],
        label_smoothing=factor * STRENGTHS["label smoothing"] * on[:, 3],
        **settings,
    )
    n = repeated.x_train.shape[1] - WATCHED if stops else None
    best = train(
        network,
        repeated.x_train[:, :n],
        repeated.y_train[:, :n],
        epochs,
        validation=(repeated.x_train[:, n:], repeated.y_train[:, n:]) if stops else None,
        change=Shifts(many, on[:, 2]),
        learning_rate=learning_rate,
    )
    return best.restore(network) if stops else network


def _by_technique(values):
    """Lists over batch norm and early stopping, with the 16 others in the last axis."""
    values = np.array(values)
    values = values.reshape(2, 2, 2, 2, 2, 2, -1)
    return np.moveaxis(values, (0, 1), (4, 5))


def _mean(values):
    """Over everything but the seeds."""
    return values.reshape(-1, values.shape[-1]).mean(axis=0)
