"""Dropout before a batch norm, after the last one, and on the input."""

from functools import partial

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import sizes_for, use_population_statistics
from grader.lab.experiment import TRAINING, experiment
from grader.lab.tuning import at_best_rate
from grader.reference.network import Adam, BatchNorm, Network

WITHOUT = "at both, no batch norm"
PLACES = {
    "no dropout": ((0.0, 0.0, 0.0), 3e-4),
    "before the 2nd batch norm": ((0.0, 0.5, 0.0), 3e-4),
    "after the last batch norm": ((0.0, 0.0, 0.5), 3e-4),
    "at both of these": ((0.0, 0.5, 0.5), 1e-3),
    "on the input": ((0.5, 0.0, 0.0), 1e-3),
    WITHOUT: ((0.0, 0.5, 0.5), 1e-3),
}
"""Dropout on the inputs of the three dense layers, and the learning rate that validates best."""

RATES = (3e-4, 1e-3, 3e-3)


@experiment(TRAINING)
def dropout_places(
    epochs=60, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"
):
    """Train with dropout at every place; a fifth of the labels is wrong.

    Parameters
    ----------
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    initializer : "he" or "glorot"
    tuned : bool
        Whether the rates of `PLACES` are chosen anew, by validation.
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to dict
        For each place: ``ratio`` (layers, seeds), the collected variance over that at prediction;
        ``tested`` and ``repaired`` (seeds,), test accuracies with the collected statistics and
        with new ones, collected with dropout off.
    """
    few, found = lab_data.few_shot(data, seeds, wrong=0.2), {}

    def validated(network):
        return network.accuracy(few.x_val, few.y_val)

    for place, (rates, own) in PLACES.items():
        batch_norm = False if place == WITHOUT else BatchNorm(momentum=0.9)
        settings = {"dropout": rates, "batch_norm": batch_norm, "initializer": initializer}
        train = partial(_trained, few, settings, steps * epochs, seeds)
        network = at_best_rate(train, validated, RATES if tuned else (own,))
        found[place] = _looked_at(network, few)
    return found


def _trained(few, settings, epochs, seeds, rate):
    network = Network(sizes_for(few.x_train, 2, 128), seeds, **settings)
    network.fit(few.x_train, few.y_train, epochs, 32, Adam(rate), validate_every=epochs)
    return network


def _looked_at(network, few):
    tested = network.accuracy(few.x_test, few.y_test)
    collected = [var.copy() for _, var in network.running]
    use_population_statistics(network, few.x_train)
    repaired = network.accuracy(few.x_test, few.y_test)
    pairs = zip(collected, network.running, strict=True)
    ratio = np.array([(old / new).mean(axis=(1, 2)) for old, (_, new) in pairs])
    return {"ratio": ratio, "tested": tested, "repaired": repaired}


@dropout_places.concludes(
    "Before a batch norm: the collected variance is more than 1.2 times too large",
    quote="The variance shift is real",
)
def _(found):
    return found["before the 2nd batch norm"]["ratio"][1] - 1.2


@dropout_places.concludes(
    "Between hidden layers the shift costs less than 2 points",
    quote="costs next to nothing here",
)
def _(found):
    place = found["before the 2nd batch norm"]
    return 0.02 - (place["repaired"] - place["tested"])


@dropout_places.concludes(
    "On the input the repair gains accuracy",
    quote="On the input it does cost",
)
def _(found):
    place = found["on the input"]
    return place["repaired"] - place["tested"]


@dropout_places.concludes(
    "Dropout at both places beats batch norm alone",
    quote="helps against wrong labels",
)
def _(found):
    return found["at both of these"]["tested"] - found["no dropout"]["tested"]
