"""Networks that are looked at while they train: what experiments on few samples share."""

from dataclasses import dataclass, field

import numpy as np

from grader.lab.tuning import RATES
from grader.reference.network import Adam, Network

CLASSES, RATE = 10, 1e-3


@dataclass(frozen=True)
class LastingAdam(Adam):
    """Adam whose moments outlast a call of `Network.fit`: short trainings add up to a long one."""

    runs: dict = field(default_factory=dict)

    def start(self, parameters):
        """The run that belongs to this memory, begun at the first call."""
        return self.runs.setdefault(parameters.ctypes.data, super().start(parameters))


def make(few, hidden, seeds, initializer="he", **options):
    """Networks with ReLU layers of `hidden` units for the data of `few`; options: `Network`'s."""
    sizes = [few.x_train.shape[-1], *hidden, CLASSES]
    return Network(sizes, seeds, initializer=initializer, **options)


def watched(network, x, y, moments, look, rate=RATE, batch=32):
    """Train, and look at the networks now and then.

    Parameters
    ----------
    network : Network
    x, y : ndarray, shapes (S, n, d) and (S, n)
    moments : sequence of int
        Epochs after which to look, rising.
    look : callable
        ``look(network)`` gives a dict of arrays that end with the axis of seeds.
    rate : float
        Of Adam.
    batch : int

    Returns
    -------
    dict of str to ndarray, shape (moments, ..., S)
    """
    optimizer, seen, done = LastingAdam(rate), [], 0
    for moment in moments:
        network.fit(x, y, moment - done, batch, optimizer)
        seen.append(look(network))
        done = moment
    return {name: np.array([each[name] for each in seen]) for name in seen[0]}


def accuracies(few):
    """A look at the accuracy on training labels as given, on validation and on test images."""

    def look(network):
        return {
            "training": network.accuracy(few.x_train, few.y_train),
            "validation": network.accuracy(few.x_val, few.y_val),
            "test": network.accuracy(few.x_test, few.y_test),
        }

    return look


def at_own_rate(run, tuned, rates=RATES):
    """What `run(rate)` found, at the usual rate or at the one with the best validation accuracy.

    Parameters
    ----------
    run : callable
        ``run(rate)`` gives a dict with an entry "validation", shape (moments, S).
    tuned : bool
    rates : sequence of float

    Returns
    -------
    dict of str to ndarray
    """
    if not tuned:
        return run(RATE)
    found = [run(rate) for rate in rates]
    return max(found, key=lambda each: each["validation"].mean(axis=1).max())


def at_best(found, name="test"):
    """A quantity at each seed's moment of best validation accuracy, shape (S,)."""
    best = found["validation"].argmax(axis=0)
    return np.take_along_axis(found[name], best[None], axis=0)[0]
