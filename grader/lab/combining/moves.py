"""Shifted samples, with right labels and wrong ones: by whole pixels, and in lesson 04's way."""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.warp import Augment, warp
from grader.lab.combining.training import Shifts, train
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.reference.network import Network

ARMS = ("nothing", "whole pixels", "fractions")
NETWORKS = {"64-128-10": (128,), "64-64-64-10": (64, 64)}
"""Lesson 04's network and the ablation's, by their hidden layers."""
PLACES = 5
"""How far a signal moves at most; as much of its length as a pixel is of a digit's width."""


@experiment(TRAINING)
def moves(epochs=50, seeds=range(6), steps=1, initializer="he", tuned=False, data="digits"):
    """Train on 200 digits as they are, or moved anew in every epoch by up to a pixel each way.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of (str, float) to dict of str to ndarray, shape (seeds,)
        Test accuracy by network and share of wrong labels, 0 or 0.2, and then by arm. A shift is
        by -1, 0 or 1 pixel, or by any fraction between, with pixels interpolated.
    """
    found = {}
    for wrong in (0.0, 0.2):
        few = lessons_data.few_shot(data, seeds, wrong=wrong, n_val=100)
        for name, hidden in NETWORKS.items():
            run = partial(_trained, few, hidden, steps * epochs, list(seeds), initializer)
            tested = at_own_rates(run, tuned, usual=3e-3)["test"]
            found[name, wrong] = dict(zip(ARMS, tested, strict=True))
    return found


class Fractions:
    """Move each training sample as lesson 04 moves images, where that is wanted; see `Shifts`."""

    def __init__(self, seeds, wanted):
        self.generators = [np.random.default_rng([4, seed]) for seed in seeds]
        self.wanted = np.asarray(wanted)

    def __call__(self, part, x, y):
        """The batch, some of it shifted; see `train`."""
        x = x.copy()
        for i in np.flatnonzero(self.wanted[part.networks]):
            x[i] = _moved(x[i], y[i], self.generators[part.networks][i])
        return x


def _moved(x, y, rng):
    """Samples (n, d) moved by fractions: images each way, signals along their length."""
    if x.shape[1] == 64:
        return Augment(shift=1)(x.reshape(-1, 8, 8), y, rng)[0].reshape(x.shape)
    offsets = rng.uniform(-PLACES, PLACES, (len(x), 2)) * (0, 1)
    return warp(x[:, None], np.tile(np.eye(2), (len(x), 1, 1)), offsets)[:, 0]


def _trained(few, hidden, epochs, seeds, initializer, rate):
    """Train one network for each arm and seed; accuracies (arms, seeds)."""
    many, everybody = few.repeated(len(ARMS)), seeds * len(ARMS)
    sizes = [few.x_train.shape[-1], *hidden, 10]
    network = Network(sizes, everybody, initializer=initializer)
    arm = np.repeat(ARMS, len(seeds))
    whole = Shifts(everybody, arm == "whole pixels")
    parts = Fractions(everybody, arm == "fractions")

    def change(part, x, y):
        return parts(part, whole(part, x, y), y)

    train(network, many.x_train, many.y_train, epochs, change=change, learning_rate=rate)
    pairs = {"validation": (many.x_val, many.y_val), "test": (many.x_test, many.y_test)}
    return {name: network.accuracy(*pair).reshape(len(ARMS), -1) for name, pair in pairs.items()}


def gain(found, network, wrong, arm):
    """Points that an arm gains over nothing, as a share; shape (seeds,)."""
    arms = found[network, wrong]
    return arms[arm] - arms["nothing"]


def _both(found, wrong, arm):
    """The mean gain over both networks."""
    return np.mean([gain(found, name, wrong, arm) for name in NETWORKS], axis=0)


@moves.concludes(
    "With wrong labels, shifts by whole pixels gain accuracy",
    quote="With wrong labels, shifts gain accuracy",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return _both(found, 0.2, "whole pixels")


@moves.concludes(
    "They gain more with wrong labels than with right ones",
    quote="more than with right ones",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return _both(found, 0.2, "whole pixels") - _both(found, 0.0, "whole pixels")


@moves.concludes(
    "With wrong labels, shifts by fractions of a pixel gain more than shifts by whole ones",
    quote="shifts by fractions of a pixel, as in lesson 04, gain more than shifts by whole pixels",
    exceptions={"3 x the steps": OPEN, "10 x the steps": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return _both(found, 0.2, "fractions") - _both(found, 0.2, "whole pixels")


@moves.concludes(
    "With right labels, shifts by whole pixels cost accuracy",
    quote="With right labels, shifts by whole pixels cost accuracy",
    exceptions={"10 x the steps": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return -_both(found, 0.0, "whole pixels")
