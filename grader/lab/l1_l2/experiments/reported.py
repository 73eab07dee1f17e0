"""What Keras would report as validation loss of networks with different penalties."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.overfitting.wrong_labels import cross_entropy
from grader.reference.network import L2

HIDDEN = (128, 128)
FEWER = {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
}


@experiment(TRAINING | FEWER)
def reported_losses(
    l2=(0.0, 0.003, 0.01),
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Watch data loss and penalty of networks with three strengths of L2.

    Parameters
    ----------
    l2 : sequence of float
    epochs : int
        Looked at after each, or after every third or tenth in longer training.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to ndarray, shape (strengths, seeds, moments)
        ``epochs``, shape (moments,); ``data loss`` and ``val_loss``, that with the penalty;
        ``accuracy`` on the validation images, and ``confidence``, the mean probability of the class
        that is named.
    """
    few = lessons_data.few_shot(data, seeds).repeated(len(l2))
    moments = steps * np.arange(1, epochs + 1)

    def look(network):
        chances = network.predict(few.x_val)
        data_loss = cross_entropy(chances, few.y_val)
        return {
            "data loss": data_loss,
            "val_loss": data_loss + network.penalty_loss(),
            "accuracy": np.mean(chances.argmax(axis=-1) == few.y_val, axis=1),
            "confidence": chances.max(axis=-1).mean(axis=1),
        }

    def run(rate):
        penalty, every = L2(np.repeat(l2, len(seeds))), list(seeds) * len(l2)
        network = training.make(few, HIDDEN, every, initializer, penalty=penalty)
        seen = training.watched(network, few.x_train, few.y_train, moments, look, rate)
        seen = {name: v.T.reshape(len(l2), len(seeds), epochs) for name, v in seen.items()}
        return seen | {"validation": seen["accuracy"][..., -1]}

    return at_own_rates(run, tuned) | {"epochs": moments}


@reported_losses.concludes(
    "By val_loss, L2 of 0.003 looks worse than no penalty",
    quote="By `val_loss`, 0.003 looks worse than no penalty; by the data loss, it is better",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    none, some, _ = found["val_loss"][..., -1]
    return some - none


@reported_losses.concludes(
    "By the data loss, L2 of 0.003 is better than no penalty",
    quote="By `val_loss`, 0.003 looks worse than no penalty; by the data loss, it is better",
    exceptions={"each arm's own rate": TURNS},
)
def _(found):
    none, some, _ = found["data loss"][..., -1]
    return none - some


@reported_losses.concludes(
    "By accuracy, 0.01 is better than no penalty",
    quote="The network with the strongest penalty is right most often and least sure of itself",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    none, some, much = found["accuracy"][..., -1]
    return much - np.maximum(none, some)


@reported_losses.concludes(
    "The network with 0.01 is the least sure of itself",
    quote="The network with the strongest penalty is right most often and least sure of itself",
    exceptions={},
)
def _(found):
    none, some, much = found["confidence"][..., -1]
    return np.minimum(none, some) - much
