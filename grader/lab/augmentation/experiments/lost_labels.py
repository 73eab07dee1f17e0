"""Augmented copies whose labels are laid out in another order than the images."""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.drawn import RATE, RATES, as_images, make
from grader.lab.augmentation.signals import Shift
from grader.lab.augmentation.warp import Augment
from grader.lab.experiment import TRAINING, experiment
from grader.reference.network import Adam

GENTLE = {"digits": Augment(rotate=15, shift=1), "mnist1d": Shift(5)}
SET_BY_SET, ONE_BY_ONE = "script A", "script B"


@experiment(TRAINING)
def lost_labels(
    copies=20, epochs=5, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"
):
    """Train on augmented copies of 200 images, one label in five wrong, laid out set by set.

    Script A lays out the labels in the same way; script B repeats each as often as there are
    copies.

    Parameters
    ----------
    copies, epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By script, accuracy in ``training``, on the copies, and on ``test`` images.
    """
    few = lessons_data.few_shot(data, seeds)
    own = zip(seeds, few.x_train, few.y_train, strict=True)
    draws = [_stored(*one, copies, GENTLE[data]) for one in own]
    x, y = (np.array(part) for part in zip(*draws, strict=True))
    layouts = {SET_BY_SET: y, ONE_BY_ONE: np.repeat(few.y_train, copies, axis=1)}

    def run(rate):
        trained = partial(_trained, few, x, seeds, steps * epochs, initializer, rate)
        found = [trained(labels) for labels in layouts.values()]
        return {name: np.array([each[name] for each in found]) for name in found[0]}

    seen = at_own_rates(run, tuned, RATES, RATE)
    return {
        script: {name: seen[name][place] for name in ("training", "test")}
        for place, script in enumerate(layouts)
    }


def _stored(seed, x, y, copies, augment):
    """Augmented copies (copies * n, d) of one seed's images, one set after the other."""
    many = np.concatenate([as_images(x)] * copies)
    new, labels = augment(many, np.tile(y, copies), np.random.default_rng([4, seed]))
    return new.reshape(len(new), -1), labels


def _trained(few, x, seeds, epochs, initializer, rate, labels):
    network = make(few, 1, seeds, initializer)
    network.fit(x, labels, epochs, 32, Adam(rate))
    return {
        "training": network.accuracy(x, labels),
        "validation": network.accuracy(few.x_val, few.y_val),
        "test": network.accuracy(few.x_test, few.y_test),
    }


@lost_labels.concludes(
    "Labels in another order cost more than 15 points of test accuracy",
    quote="more than 15 points below script A",
)
def _(found):
    return found[SET_BY_SET]["test"] - found[ONE_BY_ONE]["test"] - 0.15


@lost_labels.concludes(
    "With labels in another order, the test accuracy is below 20 %",
    quote="stays below 20 %, near that of guessing",
)
def _(found):
    return 0.2 - found[ONE_BY_ONE]["test"]
