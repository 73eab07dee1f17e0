"""What gentle augmentation does to the accuracy in training, and what it does at prediction."""

import numpy as np

from grader.lab import data
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.drawn import ON_IMAGES, RATE, RATES, train
from grader.lab.augmentation.experiments.kinds import KINDS, unchanged
from grader.lab.augmentation.warp import Augment
from grader.lab.experiment import OPEN, TURNS, experiment

NONE, BOTH = "no augmentation", "rotate 15°, shift 1"
GENTLER = Augment(rotate=15, shift=0.5)
CONDITIONS = ON_IMAGES | {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
}


@experiment(CONDITIONS)
def seen_in_training(epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False):
    """Train on 200 digits, one label in five wrong, with and without augmentation.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        Accuracies on ``augmented`` and on ``plain`` training images and on ``test`` images, by arm.
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
        return {name: np.array(list(values.values())) for name, values in looks.items()}

    found = at_own_rates(run, tuned, RATES, RATE)
    return {name: dict(zip(augments, values, strict=True)) for name, values in found.items()}


@experiment(CONDITIONS)
def at_prediction(epochs=100, seeds=range(10), passes=20, steps=1, initializer="he", tuned=False):
    """Train with augmentation on the same digits, and leave it on at prediction.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    passes : int
        Over how many gently augmented passes to average.
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        Test accuracies: on ``plain`` images, of a ``first`` and a ``second`` call on augmented
        ones, and of the ``mean``; share of the images whose class ``changed`` between two calls.
    """
    few = data.few_shot_digits(seeds)

    def run(rate):
        trained = train(seeds, few, {BOTH: KINDS[BOTH]}, steps * epochs, rate, initializer)
        found = _left_on(trained, passes)
        found |= {"plain": trained.test()[BOTH]}
        found |= {"validation": trained.accuracy(few.x_val, few.y_val)[BOTH]}
        return {name: values[None] for name, values in found.items()}

    return {name: own[0] for name, own in at_own_rates(run, tuned, RATES, RATE).items()}


def _left_on(trained, passes):
    rng, truth = np.random.default_rng(0), trained.few.y_test
    calls = [augmented(trained, KINDS[BOTH], 1, rng).argmax(axis=-1) for _ in range(2)]
    mean = augmented(trained, GENTLER, passes, rng).argmax(axis=-1)
    answers = {"first": calls[0], "second": calls[1], "mean": mean}
    found = {name: np.mean(answer == truth, axis=1) for name, answer in answers.items()}
    return found | {"changed": np.mean(calls[0] != calls[1], axis=1)}


def augmented(trained, augment, times, rng):
    """Class probabilities of augmented test images, averaged over `times` passes.

    Parameters
    ----------
    trained : Trained
        One configuration.
    augment : callable
    times : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (seeds, n_test, 10)
    """
    images, total = trained.few.x_test, 0.0
    for _ in range(times):
        new, _ = augment(images.reshape(-1, 8, 8), None, rng)
        total = total + trained.network.predict(new.reshape(images.shape))
    return total / times


@seen_in_training.concludes(
    "On plain training images, accuracy falls by more than 15 points",
    quote="comes down by 21.1 ± 1.2 points",
    exceptions={
        "3 x the steps": OPEN,
        "10 x the steps": TURNS,
        "each arm's own rate": TURNS,
    },
)
def _(found):
    return found["plain"][NONE] - found["plain"][BOTH] - 0.15


@seen_in_training.concludes(
    "It is lower on augmented than on plain training images",
    quote="the first column lies 6.9 ± 1.7 points below the second",
)
def _(found):
    return found["plain"][BOTH] - found["augmented"][BOTH]


@at_prediction.concludes(
    "Augmented once at prediction, accuracy falls by more than five points",
    quote="this costs 9.0 ± 1.2 points",
    exceptions={"3 x the steps": TURNS, "10 x the steps": TURNS},
)
def _(found):
    return found["plain"] - found["first"] - 0.05


@at_prediction.concludes(
    "More than a tenth of the images change their class",
    quote="more than a tenth of the answers change",
)
def _(found):
    return found["changed"] - 0.1


@at_prediction.concludes(
    "The mean of 20 gentle passes gains",
    quote="1.3 ± 0.9 points, for twenty times the work",
)
def _(found):
    return found["mean"] - found["plain"]


@at_prediction.concludes(
    "It gains less than three points",
    quote="1.3 ± 0.9 points, for twenty times the work",
    exceptions={"3 x the steps": TURNS, "10 x the steps": TURNS},
)
def _(found):
    return 0.03 - (found["mean"] - found["plain"])
