"""What moving by one pixel costs a network that has seen none but upright digits."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.augmentation.experiments.drawn import RATE, RATES, Trained, train
from grader.lab.augmentation.experiments.kinds import moved_right, unchanged
from grader.lab.experiment import TRAINING, TURNS, experiment
from grader.lab.tuning import at_best_rate

NAME = "upright"


@dataclass(frozen=True)
class Upright:
    """Networks, and their test accuracies (seeds,) on samples as they are and moved by one."""

    trained: Trained
    still: np.ndarray
    moved: np.ndarray


@experiment(TRAINING)
def upright(
    n_train=1000,
    epochs=30,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train on right labels, without augmentation; test on samples as they are, and moved by one.

    Parameters
    ----------
    n_train, epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    Upright
    """
    few = lessons_data.few_shot(data, seeds, n_train, wrong=0.0)

    def trained(rate):
        return train(seeds, few, {NAME: unchanged}, steps * epochs, rate, initializer)

    def validated(found):
        return found.accuracy(few.x_val, few.y_val)[NAME]

    found = at_best_rate(trained, validated, RATES if tuned else (RATE,))
    moved = found.accuracy(moved_right(few.x_test), few.y_test)[NAME]
    return Upright(found, found.test()[NAME], moved)


@upright.concludes(
    "Moved by one pixel, the test images are recognized less often by more than 30 points",
    quote="More than 30 points are lost",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return found.still - found.moved - 0.3
