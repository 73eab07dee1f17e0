"""What a missing scale does to a trained network's answers: as right, and surer."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.dropout import mistakes, usual
from grader.lab.experiment import TRAINING, TURNS, experiment
from grader.lab.margin import within

CORRECT, UNSCALED = "correct", "masks of 0 and 1"


@experiment(TRAINING)
def too_sure(epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"):
    """Train with dropout on 200 digits, one label in five wrong; predict with and without mistake.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        ``accuracy``, mean ``confidence`` and cross-entropy, ``loss``, on test images; "correct",
        and as if training had had "masks of 0 and 1".
    """
    few = lessons_data.few_shot(data, seeds)
    network = usual.trained(few, seeds, steps * epochs, initializer, tuned)
    found = {CORRECT: _answers(network, few)}
    mistakes.without_the_scale(network)
    return found | {UNSCALED: _answers(network, few)}


def _answers(network, few):
    probabilities = network.predict(few.x_test)
    right = np.take_along_axis(probabilities, few.y_test[..., None], axis=-1)[..., 0]
    return {
        "accuracy": (probabilities.argmax(axis=-1) == few.y_test).mean(axis=1),
        "confidence": probabilities.max(axis=-1).mean(axis=1),
        "loss": -np.log(np.maximum(right, 1e-7)).mean(axis=1),
    }


def _rise(found, what):
    return found[UNSCALED][what] - found[CORRECT][what]


@too_sure.concludes(
    "Without the scale, accuracy changes by less than a point",
    quote="doubling all activations changes it by less than a point",
)
def _(found):
    return within(0.01, _rise(found, "accuracy"))


@too_sure.concludes(
    "Without the scale, confidence rises by more than ten points",
    quote="confidence rises by 21.6 ± 0.7 points",
    exceptions={"10 x the steps": TURNS},
)
def _(found):
    return _rise(found, "confidence") - 0.1


@too_sure.concludes(
    "Without the scale, the cross-entropy is larger", quote="the cross-entropy is larger"
)
def _(found):
    return _rise(found, "loss")
