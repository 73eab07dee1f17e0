"""Capacity and training time, varied together."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import OPEN, TRAINING, experiment

UNITS = (0, 4, 16, 128)


@dataclass(frozen=True)
class Grid:
    """Accuracies by units, 0 for no hidden layer, and by training steps.

    Attributes
    ----------
    units, steps : tuple of int
    training, validation, test : ndarray, shape (units, steps, seeds)
        Only training labels may be wrong.
    """

    units: tuple
    steps: tuple
    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray

    def of(self, units):
        """What was found with so many units: name -> ndarray, shape (steps, seeds)."""
        i = self.units.index(units)
        return {name: getattr(self, name)[i] for name in ("training", "validation", "test")}


@experiment(TRAINING)
def capacity_and_time(
    units=UNITS,
    moments=(30, 100, 300, 1000, 3000),
    seeds=range(10),
    wrong=0.2,
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train networks of several widths on 200 samples and look at them after several times.

    Parameters
    ----------
    units : sequence of int
        Hidden units of each network; 0 for no hidden layer.
    moments : sequence of int
        Training steps after which to look; each step uses all 200 samples (full batch, Adam).
    seeds : sequence of int
    wrong : float
        Share of the training labels that are wrong.
    steps : int
        Go on for so many times as long, with looks after 3 and 10 times the last moment.
    initializer, tuned, data
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    Grid
    """
    longer = [factor * moments[-1] for factor in (3, 10) if factor <= steps]
    moments, few = (*moments, *longer), lessons_data.few_shot(data, seeds, wrong=wrong)
    found = []
    for width in units:

        def run(rate, hidden=(width,) if width else ()):
            network = training.make(few, hidden, seeds, initializer)
            look, n = training.accuracies(few), few.y_train.shape[1]
            return training.watched(network, few.x_train, few.y_train, moments, look, rate, n)

        found.append(training.at_own_rate(run, tuned))
    parts = (np.array([f[name] for f in found]) for name in ("training", "validation", "test"))
    return Grid(tuple(units), moments, *parts)


@capacity_and_time.concludes(
    "Trained to the end, 128 units beat 16",
    quote="trained to the end, the wide network is better than the one with 16 units",
    exceptions={"each arm's own rate": OPEN},
)
def _(grid):
    return grid.of(128)["test"][-1] - grid.of(16)["test"][-1]


@capacity_and_time.concludes(
    "Stopped in time, 128 units beat every smaller network that is trained to the end",
    quote="stopped in time, the wide network beats every smaller one that is trained to the end",
)
def _(grid):
    smaller = [grid.of(units)["test"][-1] for units in (0, 4, 16)]
    return training.at_best(grid.of(128)) - np.max(smaller, axis=0)


@capacity_and_time.concludes(
    "Each at its own best moment, 128 units beat 16",
    quote="at its own best moment, the wide network is better than the one with 16 units",
)
def _(grid):
    return training.at_best(grid.of(128)) - training.at_best(grid.of(16))
