"""Label smoothing: what it does to confidence, to memorizing, and to accuracy beside dropout."""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.reference.network import Adam, Network

ARMS = {"one-hot labels": (0, 0), "0.1": (0.1, 0), "0.2": (0.2, 0), "dropout": (0, 0.5)}
"""Label smoothing and dropout rate of each arm."""


@experiment(TRAINING)
def softened(epochs=100, seeds=range(6), steps=1, initializer="he", tuned=False, data="digits"):
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
        By arm: ``training``, ``validation`` and ``test`` accuracy, and ``confidence``, the mean
        probability of the class that is answered for a test sample.
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
    shares, dropout = np.repeat(list(ARMS.values()), len(seeds), axis=0).T
    network = Network(
        [few.x_train.shape[2], 128, 128, 10],
        everybody,
        label_smoothing=shares,
        dropout=dropout,
        initializer=initializer,
    )
    network.fit(many.x_train, many.y_train, epochs, 32, Adam(rate))
    found = {
        "training": network.accuracy(many.x_train, many.y_train),
        "validation": network.accuracy(many.x_val, many.y_val),
        "test": network.accuracy(many.x_test, many.y_test),
        "confidence": network.predict(many.x_test).max(axis=2).mean(axis=1),
    }
    return {name: values.reshape(len(ARMS), -1) for name, values in found.items()}


@softened.concludes(
    "Without smoothing, networks are surer than they are right",
    quote="Without smoothing, these networks are surer than they are right",
    exceptions={"each arm's own rate": TURNS},
)
def _(found):
    arm = found["one-hot labels"]
    return arm["confidence"] - arm["test"]


@softened.concludes(
    "Label smoothing of 0.2 lowers the confidence by more than ten points",
    quote="A smoothing of 0.2 lowers their confidence by more than ten points",
)
def _(found):
    return found["one-hot labels"]["confidence"] - found["0.2"]["confidence"] - 0.1


@softened.concludes(
    "With a smoothing of 0.1 more than nine in ten training labels, wrong ones too, are fitted",
    quote="with 0.1, more than nine in ten of the training labels are still fitted",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found["0.1"]["training"] - 0.9


@softened.concludes(
    "Dropout of 0.5 gains more accuracy than a label smoothing of 0.2",
    quote="dropout gains more accuracy than a smoothing of 0.2",
)
def _(found):
    return found["dropout"]["test"] - found["0.2"]["test"]
