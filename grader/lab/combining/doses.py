"""How much L2, or how much dropout, is too much to fit the training images."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.experiment import TRAINING, experiment
from grader.reference.network import L2, Adam, Network

HIDDEN = (64, 64)
DOSES = ((0, 0), (0.001, 0), (0.01, 0), (0.1, 0), (1.0, 0), (0, 0.5), (0, 0.9), (0, 0.98))
"""L2 strengths and dropout rates."""

CONDITIONS = {name: how for name, how in TRAINING.items() if name != "Glorot"}
CONDITIONS |= {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "He": {"initializer": "he"},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
}


@experiment(CONDITIONS)
def doses(
    of=DOSES,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="glorot",
    tuned=False,
    data="digits",
):
    """Train 64-64-64-10, as Keras initializes it, on 200 digits with the right labels.

    Parameters
    ----------
    of : sequence of (float, float)
        Strengths of L2 and rates of dropout.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of (float, float) to ndarray, shape (seeds,)
        Accuracy by dose, on ``training``, ``validation`` and ``test`` images.
    """
    few = lessons_data.few_shot(data, seeds, wrong=0.0).repeated(len(of))
    strengths, rates = (np.repeat(each, len(seeds)) for each in zip(*of, strict=True))
    sizes = (few.x_train.shape[-1], *HIDDEN, 10)
    parts = {
        "training": (few.x_train, few.y_train),
        "validation": (few.x_val, few.y_val),
        "test": (few.x_test, few.y_test),
    }

    def run(rate):
        options = {"dropout": rates, "penalty": L2(strengths), "initializer": initializer}
        network = Network(sizes, list(seeds) * len(of), **options)
        network.fit(few.x_train, few.y_train, steps * epochs, 32, Adam(rate))
        return {name: network.accuracy(*part).reshape(len(of), -1) for name, part in parts.items()}

    found = at_own_rates(run, tuned)
    return {name: dict(zip(of, found[name], strict=True)) for name in parts}


@doses.concludes(
    "With an L2 strength of 1 it fits less than a fifth",
    quote="With an L2 strength of 1 the network is right on 13.2 ± 0.6 % of its own",
)
def _(found):
    return 0.2 - found["training"][1.0, 0]


@doses.concludes(
    "At a dropout rate of 0.98 it fits less than 60 %",
    quote="at a dropout rate of 0.98",
)
def _(found):
    return 0.6 - found["training"][0, 0.98]


@doses.concludes(
    "With a strength of 0.001 it fits more than 99 %",
    quote="With a strength of 0.001 it fits more than 99 %",
)
def _(found):
    return found["training"][0.001, 0] - 0.99
