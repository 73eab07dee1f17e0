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
SIZES = (64, 64, 64, 10)


@dataclass(frozen=True)
class Ablation:
    """Accuracies of all combinations.

    Attributes
    ----------
    accuracy, validation : ndarray, shape (2, 2, 2, 2, 2, 2, seeds)
        On test and on validation images; one axis a technique in the order of `TECHNIQUES`, 0 for
        off and 1 for on.
    epochs : ndarray, shape (2, 2, 2, 2, 2, seeds)
        The epoch that early stopping went back to; every network trained for all of them.
    """

    accuracy: np.ndarray
    validation: np.ndarray
    epochs: np.ndarray

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


def run_ablation(few, seeds, epochs=100, l2=0.01, rate=0.5, smoothing=0.2):
    """Train all 32 combinations of five techniques; early stopping is read off each run.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    seeds : sequence of int
        Of the networks, one for each draw of `few`.
    epochs : int
    l2, rate, smoothing : float
        The strengths of those techniques that have one.

    Returns
    -------
    Ablation
    """
    on = np.array(list(product((0, 1), repeat=4))).repeat(len(seeds), axis=0)
    many, repeated = list(seeds) * 16, few.repeated(16)
    test, validation, stopped = [], [], []
    for batch_norm in (False, BatchNorm(momentum=0.9)):
        network = Network(
            SIZES,
            many,
            penalty=L2(l2 * on[:, 0]),
            dropout=rate * on[:, 1],
            label_smoothing=smoothing * on[:, 3],
            batch_norm=batch_norm,
        )
        best = train(
            network,
            repeated.x_train,
            repeated.y_train,
            epochs,
            validation=(repeated.x_val, repeated.y_val),
            change=Shifts(many, on[:, 2]),
        )
        ends = network, best.restore(network)
        test.append([end.accuracy(repeated.x_test, repeated.y_test) for end in ends])
        validation.append([end.accuracy(repeated.x_val, repeated.y_val) for end in ends])
        stopped.append(best.epoch)
    return Ablation(*map(_by_technique, (test, validation, stopped)))


def chosen_by_validation(ablation):
    """For each seed the combination that is best on its validation images.

    Parameters
    ----------
    ablation : Ablation

    Returns
    -------
    promised, found : ndarray, shape (seeds,)
        Its validation and its test accuracy.
    """
    seeds = ablation.accuracy.shape[-1]
    validation, test = (
        values.reshape(-1, seeds) for values in (ablation.validation, ablation.accuracy)
    )
    best, each = validation.argmax(axis=0), np.arange(seeds)
    return validation[best, each], test[best, each]


def _by_technique(values):
    """Lists over batch norm [and early stopping], with the 16 others in the last axis."""
    values = np.array(values)
    others = values.ndim - 1
    values = values.reshape(*values.shape[:-1], 2, 2, 2, 2, -1)
    return np.moveaxis(values, range(others), range(4, 4 + others))


def _mean(values):
    """Over everything but the seeds."""
    return values.reshape(-1, values.shape[-1]).mean(axis=0)
