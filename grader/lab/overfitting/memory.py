"""Networks that memorize labels, watched while they do it."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.reference.overfitting import corrupt_labels

HIDDEN = (128, 128)
LOOKS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@experiment(TRAINING)
def memorize(
    corrupt=corrupt_labels,
    wrong=0.2,
    looks=LOOKS,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train on 200 samples with some wrong labels; watch right and wrong labels being learned.

    Parameters
    ----------
    corrupt : callable
        ``corrupt(labels, fraction, n_classes, rng)``, the learner's own for instance.
    wrong : float
        Share of the training labels that are wrong.
    looks : sequence of int
        Epochs (batches of 32, Adam) after which to look.
    seeds : sequence of int
    steps : int
        Go on for so many times as long, with looks after 3 and 10 times the last one.
    initializer, tuned, data
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    dict
        ``epochs``, and shares of shape (epochs, seeds): ``right labels`` and ``wrong labels`` that
        the network repeats; ``seen through``, the wrongly labeled images whose true class it names;
        accuracy on ``validation`` and ``test`` images.
    """
    looks = (*looks, *(factor * looks[-1] for factor in (3, 10) if factor <= steps))
    few = lessons_data.few_shot(data, seeds, wrong=0.0)
    given = np.array(
        [
            corrupt(y, wrong, 10, np.random.default_rng(s))
            for s, y in zip(seeds, few.y_train, strict=True)
        ]
    )
    bad = given != few.y_train

    def look(network):
        said = network.predict(few.x_train).argmax(axis=-1)
        return {
            "right labels": _share(said == given, ~bad),
            "wrong labels": _share(said == given, bad),
            "seen through": _share(said == few.y_train, bad),
            "validation": network.accuracy(few.x_val, few.y_val),
            "test": network.accuracy(few.x_test, few.y_test),
        }

    def run(rate):
        network = training.make(few, HIDDEN, seeds, initializer)
        return training.watched(network, few.x_train, given, looks, look, rate)

    return {"epochs": np.array(looks)} | training.at_own_rate(run, tuned)


def _share(hits, of):
    return (hits & of).sum(axis=1) / np.maximum(of.sum(axis=1), 1)


@memorize.concludes(
    "When nine in ten of the right labels are learned, fewer than half of the wrong ones are",
    quote="When it knows nine in ten right labels, it repeats fewer than half of the wrong ones",
    exceptions={"MNIST-1D": TURNS},
)
def _(seen):
    known = (seen["right labels"] >= 0.9).argmax(axis=0)
    return 0.5 - np.take_along_axis(seen["wrong labels"], known[None], axis=0)[0]


@memorize.concludes(
    "In the end nearly all wrong labels are memorized",
    quote="in the end it repeats more than 90 % of the wrong labels",
    exceptions={"each arm's own rate": TURNS},
)
def _(seen):
    return seen["wrong labels"][-1] - 0.9


@memorize.concludes(
    "Memorizing costs test accuracy",
    quote="test accuracy is higher at the best moment than at the end",
    exceptions={"MNIST-1D": OPEN},
)
def _(seen):
    return training.at_best(seen) - seen["test"][-1]
