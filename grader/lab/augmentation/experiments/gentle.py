"""What gentle augmentation does to the accuracy in training, and what it does at prediction."""

import numpy as np

from grader.lab import data
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.conditions import FEWER_SEEDS
from grader.lab.augmentation.experiments.drawn import RATE, RATES, train
from grader.lab.augmentation.experiments.kinds import KINDS, unchanged
from grader.lab.augmentation.warp import Augment
from grader.lab.experiment import OPEN, TURNS, experiment

NONE, BOTH = "no augmentation", "rotate 15°, shift 1"
GENTLER = Augment(rotate=15, shift=0.5)
LEFT_ON = ("first", "second", "mean", "changed")


@experiment(FEWER_SEEDS)
def gently_augmented(
    epochs=100, seeds=range(10), passes=20, steps=1, initializer="he", tuned=False
):
    """Train on 200 digits, one label in five wrong, with and without augmentation.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    passes : int
        Over how many gently augmented passes to average at prediction.
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        Accuracies on ``augmented`` and on ``plain`` training images and on ``test`` images, by arm;
        and what becomes of the test images, ``at_prediction``, where augmentation is left on:
        accuracies of a ``first`` and a ``second`` call, of the ``mean`` over all passes and on
        ``plain`` images, and the share whose class ``changed`` between two calls.
    """
    few, augments = data.few_shot_digits(seeds), {NONE: unchanged, BOTH: KINDS[BOTH]}

    def run(rate):
        trained = train(seeds, few, augments, steps * epochs, rate, initializer)
        looks = {
            "augmented": trained.augmented_training(),
            "plain": trained.training(),
            "validation": trained.accuracy(few.x_val, few.y_val),
            "test": trained.test(),
        }
        looks = {name: np.array(list(values.values())) for name, values in looks.items()}
        return looks | _left_on(trained, passes)

    found = at_own_rates(run, tuned, RATES, RATE)
    left_on = {name: found.pop(name)[1] for name in LEFT_ON}
    by_arm = {name: dict(zip(augments, values, strict=True)) for name, values in found.items()}
    return by_arm | {"at_prediction": left_on | {"plain": by_arm["test"][BOTH]}}


def _left_on(trained, passes):
    """What is found where augmentation stays on at prediction: a row for each arm."""
    rng, truth = np.random.default_rng(0), trained.few.y_test
    calls = [augmented(trained, KINDS[BOTH], 1, rng).argmax(axis=-1) for _ in range(2)]
    mean = augmented(trained, GENTLER, passes, rng).argmax(axis=-1)
    answers = dict(zip(LEFT_ON, (*calls, mean), strict=False))
    found = {name: np.mean(answer == truth, axis=-1) for name, answer in answers.items()}
    return found | {"changed": np.mean(calls[0] != calls[1], axis=-1)}


def augmented(trained, augment, times, rng):
    """Class probabilities of augmented test images, averaged over `times` passes.

    Parameters
    ----------
    trained : Trained
    augment : callable
    times : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (configurations, seeds, n_test, 10)
    """
    images, arms, total = trained.few.x_test, len(trained.names), 0.0
    for _ in range(times):
        new, _ = augment(images.reshape(-1, 8, 8), None, rng)
        new = np.concatenate([new.reshape(images.shape)] * arms)
        total = total + trained.network.predict(new)
    return total.reshape(arms, len(images), *total.shape[1:]) / times


@gently_augmented.concludes(
    "On plain training images, accuracy falls by more than 15 points",
    quote="comes down by about 21 points",
    exceptions={
        "3 x the steps": OPEN,
        "10 x the steps": TURNS,
        "each arm's own rate": TURNS,
    },
)
def _(found):
    return found["plain"][NONE] - found["plain"][BOTH] - 0.15


@gently_augmented.concludes(
    "It is lower on augmented than on plain training images",
    quote="the first column lies about 7 points below the second",
)
def _(found):
    return found["plain"][BOTH] - found["augmented"][BOTH]


@gently_augmented.concludes(
    "Augmented once at prediction, accuracy falls by more than five points",
    quote="this costs about 9 points",
    exceptions={"3 x the steps": TURNS, "10 x the steps": TURNS},
)
def _(found):
    return found["at_prediction"]["plain"] - found["at_prediction"]["first"] - 0.05


@gently_augmented.concludes(
    "More than a tenth of the images change their class",
    quote="more than a tenth of the answers change",
)
def _(found):
    return found["at_prediction"]["changed"] - 0.1


@gently_augmented.concludes(
    "The mean of 20 gentle passes gains",
    quote="little more than one point, for twenty times the work",
)
def _(found):
    return found["at_prediction"]["mean"] - found["at_prediction"]["plain"]


@gently_augmented.concludes(
    "It gains less than three points",
    quote="little more than one point, for twenty times the work",
    exceptions={"3 x the steps": TURNS, "10 x the steps": TURNS},
)
def _(found):
    return 0.03 - (found["at_prediction"]["mean"] - found["at_prediction"]["plain"])
