"""How early one can see that a penalty is too strong."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.arms import at_own_rates
from grader.lab.experiment import TRAINING, TURNS, experiment
from grader.reference.network import L2

HIDDEN = (128, 128)


@experiment(TRAINING | {"3 x the first epochs": {"early": 60}})
def early_sign(
    l2=(0.0, 0.01, 0.03),
    early=20,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """How far training gets in the first epochs, and what the networks are worth in the end.

    Parameters
    ----------
    l2 : sequence of float
    early : int
        Epochs after which to look for the first time.
    epochs, seeds, steps, initializer, tuned, data
        As of `grader.lab.l1_l2.experiments.strengths`.

    Returns
    -------
    dict of str to ndarray, shape (strengths, seeds)
        ``early``: accuracy on the training labels after the first epochs; ``data loss`` and
        ``penalty`` in the end; ``validation`` and ``test`` accuracy in the end.
    """
    few = lessons_data.few_shot(data, seeds).repeated(len(l2))
    shape = len(l2), len(seeds)

    def run(rate):
        penalty, every = L2(np.repeat(l2, len(seeds))), list(seeds) * len(l2)
        network = training.make(few, HIDDEN, every, initializer, penalty=penalty)
        moments = (early, steps * epochs)
        seen = training.watched(
            network, few.x_train, few.y_train, moments, training.accuracies(few), rate
        )
        chances = network.predict(few.x_train)
        of_label = np.take_along_axis(chances, few.y_train[..., None], axis=-1)
        ends = {
            "early": seen["training"][0],
            "data loss": -np.log(np.maximum(of_label, 1e-12)).mean(axis=(1, 2)),
            "penalty": network.penalty_loss(),
            "validation": seen["validation"][-1],
            "test": seen["test"][-1],
        }
        return {name: values.reshape(shape) for name, values in ends.items()}

    return at_own_rates(run, tuned)


@early_sign.concludes(
    "After 20 epochs, the network that will underfit lags behind by more than five points",
    quote="After 20 epochs, network B lags behind a network without a penalty by more than five "
    "points on the training labels",
)
def _(found):
    none, _, too_much = found["early"]
    return none - too_much - 0.05


@early_sign.concludes(
    "After 20 epochs, the best network lags behind much less",
    quote="network A lags behind much less",
)
def _(found):
    _, good, too_much = found["early"]
    return good - too_much


@early_sign.concludes(
    "In the end, the penalty makes up more than two fifths of the best network's loss",
    quote="in the end, the penalty makes up more than two fifths of the loss that network A "
    "reports",
)
def _(found):
    penalty = found["penalty"][1]
    return penalty / (penalty + found["data loss"][1]) - 0.4


@early_sign.concludes(
    "The best network is better than the one that underfits",
    quote="although A is the better one",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    _, good, too_much = found["test"]
    return good - too_much
