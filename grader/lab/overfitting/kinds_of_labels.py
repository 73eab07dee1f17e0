"""Right, partly wrong, shuffled and entirely wrong labels, all of them memorized."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.reference.overfitting import corrupt_labels

HIDDEN = (128, 128)
KINDS = {
    "all right": lambda y, rng: y,
    "15 % wrong": lambda y, rng: corrupt_labels(y, 0.15, 10, rng),
    "shuffled": lambda y, rng: rng.permutation(y),
    "all wrong": lambda y, rng: corrupt_labels(y, 1.0, 10, rng),
}


@experiment(TRAINING)
def kinds_of_labels(
    looks=(2, 5, 10, 20, 30, 50, 75, 100),
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train the same network on right, partly wrong, shuffled and entirely wrong labels.

    Parameters
    ----------
    looks : sequence of int
        Epochs after which to look.
    seeds : sequence of int
    steps, initializer, tuned, data
        As in `memorize`; with `tuned`, the rate is the one that memorizes most.

    Returns
    -------
    dict of str to dict
        By kind of labels: ``epochs``; ``training`` and ``test``, shape (epochs, seeds); and
        ``growth``, shape (epochs, layers, seeds), norms of the kernels over those at the start.
    """
    looks = (*looks, *(factor * looks[-1] for factor in (3, 10) if factor <= steps))
    few, found = lessons_data.few_shot(data, seeds, wrong=0.0), {}
    for name, change in KINDS.items():
        pairs = zip(seeds, few.y_train, strict=True)
        given = np.array([change(y, np.random.default_rng(s)) for s, y in pairs])

        def run(rate, given=given):
            network = training.make(few, HIDDEN, seeds, initializer)
            start = _norms(network)

            def look(network):
                known = network.accuracy(few.x_train, given)
                test = network.accuracy(few.x_test, few.y_test)
                norms = _norms(network) / start
                return {"training": known, "validation": known, "test": test, "growth": norms}

            return training.watched(network, few.x_train, given, looks, look, rate)

        found[name] = {"epochs": np.array(looks)} | training.at_own_rate(run, tuned)
    return found


def _norms(network):
    return np.array([np.sqrt((k**2).sum(axis=(1, 2))) for k in network.parameters.kernels])


@kinds_of_labels.concludes(
    "Shuffled labels are memorized", quote="even shuffled labels are memorized almost completely"
)
def _(found):
    return found["shuffled"]["training"][-1] - 0.95


@kinds_of_labels.concludes(
    "Labels that are all wrong push test accuracy below chance",
    quote="labels that are all wrong push test accuracy far below chance",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return 0.08 - found["all wrong"]["test"][-1]


@kinds_of_labels.concludes(
    "Memorizing shuffled labels takes larger weights than learning right ones",
    quote="Memorizing nonsense takes larger weights than learning the right labels",
)
def _(found):
    grown = {name: np.log(each["growth"][-1]).mean(axis=0) for name, each in found.items()}
    return grown["shuffled"] - grown["all right"]
