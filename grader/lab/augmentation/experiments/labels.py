"""Kinds of augmentation on few digits, with wrong labels and with right ones."""

from grader.lab import data
from grader.lab.augmentation.experiments.drawn import ON_IMAGES
from grader.lab.augmentation.experiments.kinds import KINDS, compared, moved_right
from grader.lab.experiment import OPEN, TURNS, experiment


@experiment(ON_IMAGES)
def wrong_labels(kinds=KINDS, epochs=100, seeds=range(6), steps=1, initializer="he", tuned=False):
    """Train on 200 digits, one label in five wrong, with each kind of augmentation.

    Parameters
    ----------
    kinds : dict of str to callable
        As in `drawn.Drawing`.
    epochs : int
        The images are drawn anew in each.
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        Accuracies by kind: on ``test`` images, and on ``moved`` ones, a pixel to the right.
    """
    return _digits(0.2, kinds, steps * epochs, seeds, initializer, tuned)


@experiment(ON_IMAGES)
def right_labels(kinds=KINDS, epochs=100, seeds=range(6), steps=1, initializer="he", tuned=False):
    """The same with all labels right; see `wrong_labels`."""
    return _digits(0.0, kinds, steps * epochs, seeds, initializer, tuned)


def _digits(wrong, kinds, epochs, seeds, initializer, tuned):
    few = data.few_shot_digits(seeds, wrong=wrong)
    moved = moved_right(few.x_test), few.y_test
    return compared(few, kinds, epochs, seeds, initializer, tuned, moved=moved)


def _gain(found, kind, look="test"):
    return found[look][kind] - found[look]["no augmentation"]


@right_labels.concludes("Flips cost accuracy on digits", quote="flips cost accuracy", exceptions={})
def _(found):
    return -_gain(found, "flip")


@right_labels.concludes(
    "Rotations by any angle cost", quote="rotations by any angle", exceptions={}
)
def _(found):
    return -_gain(found, "rotate 180°")


@right_labels.concludes("A tutorial's settings cost", quote="a tutorial's settings", exceptions={})
def _(found):
    return -_gain(found, "a tutorial's settings")


@right_labels.concludes(
    "Without their flip, a tutorial's settings cost less",
    quote="less without the flip",
    exceptions={},
)
def _(found):
    return found["test"]["the same without the flip"] - found["test"]["a tutorial's settings"]


@right_labels.concludes("Cutout costs accuracy", quote="cutout costs", exceptions={})
def _(found):
    return -_gain(found, "cutout 3 x 3")


@right_labels.concludes("Mixup costs accuracy", quote="mixup costs", exceptions={})
def _(found):
    return -_gain(found, "mixup, alpha 1")


@wrong_labels.concludes(
    "Gentle rotations and shifts gain",
    quote="rotations and shifts gain",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return _gain(found, "rotate 15°, shift 1")


@wrong_labels.concludes(
    "Noise gains", quote="noise gains", exceptions={"each arm's own rate": OPEN}
)
def _(found):
    return _gain(found, "noise 0.3")


@wrong_labels.concludes(
    "Cutout gains",
    quote="Cutout gains",
    exceptions={"3 x the steps": TURNS, "10 x the steps": OPEN, "each arm's own rate": TURNS},
)
def _(found):
    return _gain(found, "cutout 3 x 3")


@wrong_labels.concludes(
    "Mixup gains",
    quote="mixup gains",
    exceptions={"3 x the steps": OPEN, "10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return _gain(found, "mixup, alpha 1")


@wrong_labels.concludes(
    "Flips gain less than gentle rotations and shifts",
    quote="Flips gain less",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return found["test"]["rotate 15°, shift 1"] - found["test"]["flip"]


@wrong_labels.concludes(
    "On moved images, training with shifts is worth more than 15 points",
    quote="worth more than 15 points",
    exceptions={},
)
def _(found):
    return _gain(found, "shift 1 pixel", "moved") - 0.15
