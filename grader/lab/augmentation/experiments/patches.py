"""Flips, crops and color jitter on patches of photos, under the same light and under another."""

import numpy as np

from grader.lab.arms import at_own_rates
from grader.lab.augmentation.colors import Colors, relit
from grader.lab.augmentation.experiments.drawn import (
    HIDDEN,
    ON_IMAGES,
    RATE,
    RATES,
    Drawing,
    fit,
)
from grader.lab.augmentation.photos import SIDE, patches
from grader.lab.experiment import OPEN, experiment
from grader.lab.training import LastingAdam
from grader.reference.network import Network

LIGHT = 0.6
"""How much the other light differs, as in `relit`; the jitter in training is as strong."""

ON_PHOTOS = {
    "no augmentation": Colors(),
    "flips": Colors(flip=0.5),
    "crops": Colors(crop=True),
    "color jitter": Colors(jitter=LIGHT),
    "flips and crops": Colors(flip=0.5, crop=True),
    "all three": Colors(flip=0.5, crop=True, jitter=LIGHT),
}
LIGHTS = ("same light", "other light")


@experiment(ON_IMAGES)
def on_photos(per_class=30, epochs=100, seeds=range(8), steps=1, initializer="he", tuned=False):
    """Learn which of ten photos a small patch comes from, with each augmentation.

    Parameters
    ----------
    per_class : int
        Training patches of each photo.
    epochs : int
        The patches are drawn anew in each.
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        Test accuracy by light ("same light", "other light") and augmentation.
    """
    few = patches(seeds, per_class)

    def run(rate):
        sizes = (few.x_test.shape[-1], *HIDDEN, 10)
        network = Network(sizes, list(seeds) * len(ON_PHOTOS), initializer=initializer)
        fit(network, Drawing(few, ON_PHOTOS, seeds), steps * epochs, LastingAdam(rate))
        return _examined(network, few, seeds)

    found = at_own_rates(run, tuned, RATES, RATE)
    return {light: dict(zip(ON_PHOTOS, found[light], strict=True)) for light in LIGHTS}


def _examined(network, few, seeds):
    every, lit = few.repeated(len(ON_PHOTOS)), _other_light(few.x_test, seeds)
    samples = {
        "validation": (every.x_val, every.y_val),
        "same light": (every.x_test, every.y_test),
        "other light": (np.concatenate([lit] * len(ON_PHOTOS)), every.y_test),
    }
    return {
        name: network.accuracy(x, y).reshape(len(ON_PHOTOS), -1) for name, (x, y) in samples.items()
    }


def _other_light(x, seeds):
    """Every test patch under a light of its own."""
    return np.array(
        [
            relit(part.reshape(-1, SIDE, SIDE, 3), LIGHT, np.random.default_rng([7, seed]))
            for part, seed in zip(x, seeds, strict=True)
        ]
    ).reshape(x.shape)


def _against_none(found, light, name):
    return found[light][name] - found[light]["no augmentation"]


@on_photos.concludes("Flips gain on photos", quote="flips gain", exceptions={"3 x the steps": OPEN})
def _(found):
    return _against_none(found, "same light", "flips")


@on_photos.concludes(
    "Crops alone gain on photos",
    quote="crops alone gain",
    exceptions=dict.fromkeys(
        ("as in the lesson", "10 x the steps", "Glorot", "each arm's own rate"), OPEN
    ),
)
def _(found):
    return _against_none(found, "same light", "crops")


@on_photos.concludes(
    "Flips and crops together gain on photos", quote="flips and crops together", exceptions={}
)
def _(found):
    return _against_none(found, "same light", "flips and crops")


@on_photos.concludes(
    "In the same light, color jitter costs", quote="color jitter costs", exceptions={}
)
def _(found):
    return -_against_none(found, "same light", "color jitter")


@on_photos.concludes(
    "In another light, color jitter gains on top of flips and crops",
    quote="color jitter gains on top of flips and crops",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found["other light"]["all three"] - found["other light"]["flips and crops"]


@on_photos.concludes(
    "In another light, all three are better than none",
    quote="all three are better than none",
    exceptions={},
)
def _(found):
    return _against_none(found, "other light", "all three")
