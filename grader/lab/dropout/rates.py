"""Which rate of dropout, on few labels that are partly wrong and on right ones."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.dropout.sweeps import sweep
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment

RATES = (0, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9)
MORE = TRAINING | {"1,000 images": {"n_train": 1000, "epochs": 20}}


@experiment(TRAINING)
def hidden_rates(
    rates=RATES,
    wrong=0.2,
    n_train=200,
    epochs=50,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train few digits, some of them mislabeled, at many rates after both hidden layers.

    Parameters
    ----------
    rates : sequence of float
    wrong : float
        Share of the training labels that are wrong.
    n_train, epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    Sweep
        Its names are the rates.
    """
    few = lessons_data.few_shot(data, seeds, n_train, wrong)
    configurations = {rate: (0, rate, rate, 0) for rate in rates}
    return sweep(configurations, few, seeds, steps * epochs, initializer, tuned)


@experiment(MORE)
def right_labels(rates=(0, 0.2, 0.5, 0.8), **options):
    """The same networks with all labels right; parameters as of `hidden_rates`."""
    return hidden_rates(rates, wrong=0.0, **options)


@hidden_rates.concludes(
    "Without dropout, nearly every wrong label is memorized",
    quote="Without dropout the network reproduces nearly all labels, the wrong ones included",
    exceptions={"each arm's own rate": TURNS},
)
def _(found):
    return found.training[0] - 0.95


@hidden_rates.concludes(
    "The rate that validation picks gains over no dropout",
    quote="the rate that validation picks gains nine points over no dropout",
)
def _(found):
    return found.picked()[1] - found.test[0]


@hidden_rates.concludes(
    "A rate of 0.9 costs more than 10 points",
    quote="At 0.9, both are low",
)
def _(found):
    return found.gain(0, over=0.9) - 0.1


@right_labels.concludes(
    "With right labels, rates of 0.2 and 0.5 gain less than 1.5 points",
    quote="With right labels, rates of 0.2 and 0.5 gain nothing here",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return 0.015 - np.maximum(found.gain(0.2, over=0), found.gain(0.5, over=0))


@right_labels.concludes(
    "With right labels, a rate of 0.8 costs",
    quote="and 0.8 costs nine points",
)
def _(found):
    return found.gain(0, over=0.8)
