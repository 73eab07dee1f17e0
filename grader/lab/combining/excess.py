"""Too much regularization, too high a rate, and the wrong layer."""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.reference.network import L2, Adam, Network

NOTHING, RIGHT_PLACE, TOO_HIGH, WRONG_PLACE, TOO_MUCH = (
    "nothing",
    "dropout 0.5",
    "dropout 0.9",
    "dropout 0.5 on the output",
    "L2 0.1",
)
ARMS = {
    NOTHING: (0, 0, 0),
    "L2 0.01": (0.01, 0, 0),
    TOO_MUCH: (0.1, 0, 0),
    RIGHT_PLACE: (0, 0.5, 0),
    TOO_HIGH: (0, 0.9, 0),
    WRONG_PLACE: (0, 0, 0.5),
}
"""L2, dropout of the hidden layers, dropout on the logits."""


@experiment(TRAINING)
def excess(epochs=100, seeds=range(8), steps=1, initializer="he", tuned=False, data="digits"):
    """Train networks 64-128-128-10 on 200 samples, a fifth of them with a wrong label.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By arm: ``training``, ``validation`` and ``test`` accuracy.
    """
    few = lessons_data.few_shot(data, seeds, n_val=100)
    run = partial(_trained, few, steps * epochs, list(seeds), initializer)
    found = at_own_rates(run, tuned)
    return {
        arm: {name: values[place] for name, values in found.items()}
        for place, arm in enumerate(ARMS)
    }


def _trained(few, epochs, seeds, initializer, rate):
    """Train one network for each arm and seed; shapes (arms, seeds)."""
    many, everybody = few.repeated(len(ARMS)), seeds * len(ARMS)
    strengths, hidden, output = np.repeat(list(ARMS.values()), len(seeds), axis=0).T
    network = Network(
        [few.x_train.shape[2], 128, 128, 10],
        everybody,
        penalty=L2(strengths),
        dropout=(np.zeros(len(hidden)), hidden, hidden, output),
        initializer=initializer,
    )
    network.fit(many.x_train, many.y_train, epochs, 32, Adam(rate))
    found = {
        "training": network.accuracy(many.x_train, many.y_train),
        "validation": network.accuracy(many.x_val, many.y_val),
        "test": network.accuracy(many.x_test, many.y_test),
    }
    return {name: values.reshape(len(ARMS), -1) for name, values in found.items()}


@excess.concludes(
    "L2 of 0.1 leaves a network that guesses",
    quote="L2 of 0.1 leaves a network that guesses",
    exceptions={"each arm's own rate": TURNS, "MNIST-1D": OPEN},
)
def _(found):
    return 0.2 - found[TOO_MUCH]["test"]


@excess.concludes(
    "A dropout rate of 0.9 costs accuracy",
    quote="a rate of 0.9 costs accuracy",
)
def _(found):
    return found[NOTHING]["test"] - found[TOO_HIGH]["test"]


@excess.concludes(
    "With a rate of 0.9, fewer than nine in ten of the training labels are fitted",
    quote="Both low: too much",
)
def _(found):
    return 0.9 - found[TOO_HIGH]["training"]


@excess.concludes(
    "On the output, dropout gains less than half of what it gains on the hidden layers",
    quote="on the output, dropout gains less than half of what it gains on the hidden layers",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    right, wrong = (
        found[arm]["test"] - found[NOTHING]["test"] for arm in (RIGHT_PLACE, WRONG_PLACE)
    )
    return right / 2 - wrong


@excess.concludes(
    "With dropout on the output only, more than nine in ten training labels are fitted",
    quote="Nearly all labels fitted, wrong ones too: too little, or in the wrong place",
    exceptions={"each arm's own rate": TURNS},
)
def _(found):
    return found[WRONG_PLACE]["training"] - 0.9
