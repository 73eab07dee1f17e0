"""More and more wrong labels, watched over time."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import TRAINING, TURNS, experiment

HIDDEN = (128, 128)


@experiment(TRAINING)
def wrong_labels(
    shares=(0.0, 0.2, 0.4),
    moments=(2, 5, 10, 20, 30, 50, 75, 100, 150),
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train with more and more wrong labels, and watch test accuracy and test loss over time.

    Parameters
    ----------
    shares : sequence of float
        Of the training labels that are wrong.
    moments : sequence of int
        Epochs after which to look.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; longer training is looked at after 3 and 10 times the last moment.

    Returns
    -------
    dict of float to dict
        By share: ``epochs``; ``training``, ``validation``, ``test`` and ``loss`` (cross-entropy on
        test samples), each of shape (epochs, seeds).
    """
    moments = (*moments, *(factor * moments[-1] for factor in (3, 10) if factor <= steps))
    found = {}
    for share in shares:
        few = lessons_data.few_shot(data, seeds, wrong=share)

        def look(network, few=few):
            loss = cross_entropy(network.predict(few.x_test), few.y_test)
            return training.accuracies(few)(network) | {"loss": loss}

        def run(rate, few=few, look=look):
            network = training.make(few, HIDDEN, seeds, initializer)
            return training.watched(network, few.x_train, few.y_train, moments, look, rate)

        found[share] = {"epochs": np.array(moments)} | training.at_own_rate(run, tuned)
    return found


@wrong_labels.concludes(
    "With 20 % wrong labels, training on costs test accuracy",
    quote="With a fifth of the labels wrong, training on costs several points of test accuracy",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return training.at_best(found[0.2]) - found[0.2]["test"][-1] - 0.03


@wrong_labels.concludes(
    "With right labels, training on costs less than two points of test accuracy",
    quote="with right labels it costs less than two points",
)
def _(found):
    return 0.02 - (training.at_best(found[0.0]) - found[0.0]["test"][-1])


@wrong_labels.concludes(
    "With right labels, the test loss rises all the same",
    quote="The test loss rises even with right labels",
)
def _(found):
    loss = found[0.0]["loss"]
    return loss[-1] - loss.min(axis=0) * 1.02


def cross_entropy(probabilities, labels):
    """Mean over the samples of -log p(label).

    Parameters
    ----------
    probabilities : ndarray, shape (S, n, classes)
    labels : integer ndarray, shape (S, n)

    Returns
    -------
    ndarray, shape (S,)
    """
    of_label = np.take_along_axis(probabilities, labels[..., None], axis=-1)
    return -np.log(np.maximum(of_label, 1e-12)).mean(axis=(1, 2))
