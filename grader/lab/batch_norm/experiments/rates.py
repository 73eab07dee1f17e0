"""Which learning rates work, how long each one takes, and what the best ones come to."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import (
    BARE,
    NORMED,
    all_arms,
    divergence_allowed,
    first_epoch,
    sizes_for,
    use_population_statistics,
)
from grader.lab.experiment import OPEN, experiment
from grader.reference.network import SGD, Network

HIDDEN = 5


@dataclass(frozen=True)
class Grid:
    """Test accuracies for learning rates and training times, and each training's course.

    Parameters
    ----------
    rates, epochs : tuple
    test, validation : dict of str to ndarray, shape (rates, epochs, seeds)
        Accuracies of each arm, with the statistics of all training images.
    loss : dict of str to ndarray, shape (rates, all epochs, seeds)
        Training loss.
    followed : dict of str to ndarray, shape (rates, all epochs, seeds)
        Validation accuracy after every epoch.
    """

    rates: tuple
    epochs: tuple
    test: dict
    validation: dict
    loss: dict
    followed: dict

    @property
    def target(self):
        """Nine tenths of the best mean test accuracy of all: a setting that reaches it works."""
        return 0.9 * max(values.mean(axis=-1).max() for values in self.test.values())

    def works(self, arm):
        """Whether the mean test accuracy reaches the target, shape (rates, epochs)."""
        return self.test[arm].mean(axis=-1) >= self.target

    def best(self, arm):
        """Place of the rate with the best validation accuracy at the longest training."""
        return int(np.argmax(self.validation[arm][:, -1].mean(axis=-1)))

    def needed(self, arm, kind="validation accuracy", loss=0.1):
        """Fewest epochs over the rates, by their median; (rate, epochs of each seed).

        Until the training loss is below `loss`, or the validation accuracy reaches the target.
        """
        values = self.loss[arm] < loss
        if kind != "training loss":
            values = self.followed[arm] >= self.target
        epochs = [first_epoch(of_rate) for of_rate in values]
        best = int(np.argmin([np.median(e) + 1e-3 * np.minimum(e, 1e6).mean() for e in epochs]))
        return self.rates[best], epochs[best]


@experiment(
    {
        "3 x the steps": {"steps": 3},
        "10 x the steps": {"steps": 10},
        "MNIST-1D": {"data": "mnist1d"},
    }
)
def rates_and_epochs(
    rates=(0.01, 0.03, 0.1, 0.3, 1, 3),
    epochs=(5, 20, 80),
    seeds=range(10),
    steps=1,
    data="digits",
):
    """Train five hidden layers with SGD at every rate; look at them after some epochs.

    Parameters
    ----------
    rates : tuple of float
    epochs : tuple of int
        When to look; increasing.
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    data : "digits" or "mnist1d"

    Returns
    -------
    Grid
    """
    few = lab_data.few_shot(data, seeds, wrong=0.0)
    epochs = tuple(steps * e for e in epochs)
    kept = {
        arm: [_train(few, s, rate, epochs, seeds) for rate in rates]
        for arm, s in all_arms().items()
    }
    parts = [
        {arm: np.array([run[i] for run in runs]) for arm, runs in kept.items()} for i in range(4)
    ]
    return Grid(tuple(rates), epochs, *parts)


def _train(few, settings, rate, epochs, seeds):
    """Test and validation accuracy (epochs, seeds), then the course of loss and accuracy."""
    network = Network(sizes_for(few.x_train, HIDDEN), seeds, **settings)
    tested, validated, histories, before = [], [], [], 0
    some = few.x_val[:, :200], few.y_val[:, :200]
    with divergence_allowed():
        for until in epochs:
            train = few.x_train, few.y_train, until - before, 32, SGD(rate)
            histories.append(network.fit(*train, validation=some))
            at_rest = network.part(slice(None))
            at_rest.running = [(mean.copy(), var.copy()) for mean, var in network.running]
            use_population_statistics(at_rest, few.x_train)
            tested.append(at_rest.accuracy(few.x_test, few.y_test))
            validated.append(at_rest.accuracy(few.x_val, few.y_val))
            before = until
    course = [np.concatenate([getattr(h, n) for h in histories]) for n in ("loss", "val_accuracy")]
    return np.array(tested), np.array(validated), *course


@rates_and_epochs.concludes(
    "At the end of the training, the largest rate that works is larger with batch norm",
    quote="Batch norm widens the range of rates upward",
)
def _(grid):
    largest = {
        arm: np.where(grid.test[arm][:, -1] >= grid.target, np.log10(grid.rates)[:, None], -3).max(
            0
        )
        for arm in (BARE, NORMED)
    }
    return largest[NORMED] - largest[BARE]


@rates_and_epochs.concludes(
    "Without batch norm, time mends a rate that is too small more than one that is too large",
    quote="A rate that is too small is only slow",
)
def _(grid):
    gain = grid.test[BARE][:, -1] - grid.test[BARE][:, 0]
    return gain[0] - gain[-2]


@rates_and_epochs.concludes(
    "Each at its best rate, batch norm needs fewer epochs to the target than He alone",
    quote="sooner than the network without it",
)
def _(grid):
    longest = 10.0 * max(grid.epochs)
    bare, normed = (np.minimum(grid.needed(arm)[1], longest) for arm in (BARE, NORMED))
    return np.log(bare / normed)


@rates_and_epochs.concludes(
    "Each at its best rate and at the end, batch norm is less than 2 points better than He alone",
    quote="no better network",
    exceptions={"MNIST-1D": OPEN},
)
def _(grid):
    bare, normed = (grid.test[arm][grid.best(arm), -1] for arm in (BARE, NORMED))
    return 0.02 - (normed - bare)
