"""What augmentation gains with few and many training images, after short and long training."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.drawn import RATE, RATES, Drawing, fit, make
from grader.lab.augmentation.signals import Shift
from grader.lab.augmentation.warp import Augment
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.lab.training import LastingAdam

COUNTS, MOMENTS = (100, 300, 1000), (40, 120, 400, 1200)
GENTLE = {"digits": Augment(rotate=15, shift=0.5), "mnist1d": Shift(5)}
"""A change that the test samples really show, for each set of data."""


@experiment(TRAINING)
def lengths(
    counts=COUNTS,
    moments=MOMENTS,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train with and without augmentation on several numbers of images with right labels.

    Parameters
    ----------
    counts : sequence of int
        Numbers of training images.
    moments : sequence of int
        Gradient steps, of batches of 32 images, after which to look; the same for both arms.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of int to dict of str to ndarray, shape (moments, seeds)
        Number of images, "none" or "augmented", test accuracies.
    """
    moments = [steps * moment for moment in moments]
    augments = {"none": _unchanged, "augmented": GENTLE[data]}
    found = {}
    for count in counts:
        few = lessons_data.few_shot(data, seeds, count, wrong=0.0, n_val=1297 - count)

        def run(rate, few=few):
            return _followed(few, augments, seeds, moments, rate, initializer)

        arms = at_own_rates(run, tuned, RATES, RATE)["test"].reshape(
            len(moments), len(augments), -1
        )
        found[count] = dict(zip(augments, arms.swapaxes(0, 1), strict=True))
    return found


def _unchanged(samples, labels, _):
    return samples, labels


def _followed(few, augments, seeds, moments, rate, initializer):
    """Accuracies (moments * arms, seeds), so that each arm can have its own rate at each moment."""
    network = make(few, len(augments), seeds, initializer)
    draw, optimizer, done = Drawing(few, augments, seeds), LastingAdam(rate), 0
    every = few.repeated(len(augments))
    seen = {"validation": [], "test": []}
    for moment in moments:
        epochs = max(round(moment / -(-few.x_train.shape[1] // 32)), 1)
        fit(network, draw, epochs - done, optimizer)
        done = epochs
        for name, x, y in (
            ("validation", every.x_val, every.y_val),
            ("test", every.x_test, every.y_test),
        ):
            seen[name].append(network.accuracy(x, y).reshape(len(augments), -1))
    return {name: np.concatenate(values) for name, values in seen.items()}


def _gain(found, count, moment):
    return found[count]["augmented"][moment] - found[count]["none"][moment]


def _gains(found, moment):
    return np.mean([_gain(found, count, moment) for count in found], axis=0)


@lengths.concludes(
    "In the shortest training, augmentation costs accuracy",
    quote="In the shortest training, augmentation costs accuracy",
    exceptions={"10 x the steps": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return -_gains(found, 0)


@lengths.concludes(
    "Its gain grows with the training",
    quote="its gain grows with the training",
    exceptions={},
)
def _(found):
    return _gains(found, -1) - _gains(found, 0)


@lengths.concludes(
    "With 100 images it gains in the longest training",
    quote="With 100 images it gains",
    exceptions={},
)
def _(found):
    return _gain(found, 100, -1)


@lengths.concludes(
    "With 300 images it gains in the longest training",
    quote="with 300 images",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return _gain(found, 300, -1)


@lengths.concludes(
    "With 1,000 images it gains in the longest training",
    quote="with 1,000 images",
    exceptions={"as in the lesson": OPEN, "Glorot": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return _gain(found, 1000, -1)


@lengths.concludes(
    "In the longest training, 100 images gain more than 1,000",
    quote="100 images gain more than 1,000",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return _gain(found, 100, -1) - _gain(found, 1000, -1)
