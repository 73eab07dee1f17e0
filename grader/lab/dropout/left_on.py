"""What dropout costs that somebody forgot to switch off at prediction."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.dropout import usual
from grader.lab.dropout.mistakes import predict_with_dropout_on
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.reference.network import Network


@dataclass(frozen=True)
class LeftOn:
    """Networks with dropout, and test accuracies (seeds,) with it switched off, and left on."""

    few: lessons_data.FewShot
    network: Network
    off: np.ndarray
    on: np.ndarray


@experiment(TRAINING)
def left_on(epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"):
    """Train with dropout on 200 digits, one label in five wrong; predict with it off, and on.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    LeftOn
    """
    few = lessons_data.few_shot(data, seeds)
    network = usual.trained(few, seeds, steps * epochs, initializer, tuned)
    one_pass = predict_with_dropout_on(network, few.x_test).argmax(axis=-1)
    off, on = network.accuracy(few.x_test, few.y_test), (one_pass == few.y_test).mean(axis=1)
    return LeftOn(few, network, off, on)


@left_on.concludes(
    "One pass with dropout left on is right less often by more than five points",
    quote="costs more than five points",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found.off - found.on - 0.05
