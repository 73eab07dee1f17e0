"""Many samples of some classes and few of the others."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import TRAINING, experiment

HIDDEN = (128, 128)
SOURCES = {"digits": lessons_data.digits, "mnist1d": lessons_data.mnist1d}


@experiment(TRAINING)
def imbalance(
    per_class=((20, 20), (36, 4), (4, 4)),
    passes=700,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train on right labels with many samples of classes 0 to 4 and few of classes 5 to 9.

    Parameters
    ----------
    per_class : sequence of (int, int)
        Training samples of each frequent and of each rare class, at most 60.
    passes : int
        Training steps, about the same for every pair.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    dict of (int, int) to dict
        ``training`` accuracy; test accuracy of the ``frequent`` and of the ``rare`` classes; and
        the share of the rare that are ``taken for frequent``; each of shape (seeds,).
    """
    found = {}
    for pair in per_class:
        draws = [_unbalanced(data, seed, *pair) for seed in seeds]
        x, y, x_val, y_val, x_test, y_test = (np.stack(p) for p in zip(*draws, strict=True))
        few = y_test[0] >= 5

        def look(
            network, x=x, y=y, x_val=x_val, y_val=y_val, x_test=x_test, y_test=y_test, few=few
        ):
            said = network.predict(x_test).argmax(axis=-1)
            hits = said == y_test
            return {
                "training": network.accuracy(x, y),
                "validation": network.accuracy(x_val, y_val),
                "frequent": hits[:, ~few].mean(axis=1),
                "rare": hits[:, few].mean(axis=1),
                "taken for frequent": (said[:, few] < 5).mean(axis=1),
            }

        epochs = round(passes * steps / -(-y.shape[1] // 32))

        def run(rate, x=x, y=y, epochs=epochs, look=look):
            network = training.Network([x.shape[-1], *HIDDEN, 10], seeds, initializer=initializer)
            return training.watched(network, x, y, [epochs], look, rate)

        seen = training.at_own_rate(run, tuned)
        found[pair] = {name: values[0] for name, values in seen.items()}
    return found


@imbalance.concludes(
    "Four images beside 36 of the other classes cost more than 10 points",
    quote="the rare digits lose more than ten points",
)
def _(found):
    return found[20, 20]["rare"] - found[36, 4]["rare"] - 0.1


@imbalance.concludes(
    "Without the surplus of the others the rare classes are recognized better",
    quote="they are recognized better when the surplus of the others is taken away",
)
def _(found):
    return found[4, 4]["rare"] - found[36, 4]["rare"]


def _unbalanced(source, seed, frequent, rare):
    x, labels = SOURCES[source]()
    order = np.random.default_rng(seed).permutation(len(x))
    of_class = [order[labels[order] == label] for label in range(10)]
    train = [own[: frequent if label < 5 else rare] for label, own in enumerate(of_class)]
    held_out = ([own[150:170] for own in of_class], [own[60:150] for own in of_class])
    parts = [np.concatenate(part) for part in (train, *held_out)]
    return [values[part] for part in parts for values in (x, labels)]
