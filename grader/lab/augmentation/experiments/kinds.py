"""Kinds of augmentation, and how they are compared."""

import numpy as np

from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.drawn import RATE, RATES, as_images, train
from grader.lab.augmentation.warp import Augment, Mixup


def unchanged(samples, labels, _):
    """No augmentation."""
    return samples, labels


TUTORIAL = {"rotate": 20, "shift": 0.2 * 8, "flip": 0.5, "nearest": True}
KINDS = {
    "no augmentation": unchanged,
    "rotate 15°": Augment(rotate=15),
    "shift 1 pixel": Augment(shift=1),
    "rotate 15°, shift 1": Augment(rotate=15, shift=1),
    "noise 0.3": Augment(noise=0.3),
    "cutout 3 x 3": Augment(cutout=3),
    "mixup, alpha 1": Mixup(alpha=1.0),
    "flip": Augment(flip=0.5),
    "rotate 180°": Augment(rotate=180),
    "a tutorial's settings": Augment(**TUTORIAL),
    "the same without the flip": Augment(**TUTORIAL | {"flip": 0.0}),
}


def compared(few, kinds, epochs, seeds, initializer, tuned, **others):
    """Train with each kind of augmentation, and look at the test samples and at others.

    Parameters
    ----------
    few : FewShot
        Its draws are those of `seeds`.
    kinds : dict of str to callable
        As in `drawn.Drawing`.
    epochs : int
    seeds : sequence of int
    initializer : "he" or "glorot"
    tuned : bool
        Whether each kind gets the learning rate that is best on validation data.
    **others : tuple of ndarray
        Samples and labels of each seed.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        Accuracies by kind, on ``test`` samples and on each of the others.
    """

    def run(rate):
        trained = train(seeds, few, kinds, epochs, rate, initializer)
        looks = {name: trained.accuracy(*part) for name, part in others.items()}
        looks |= {"validation": trained.accuracy(few.x_val, few.y_val), "test": trained.test()}
        return {name: np.array(list(values.values())) for name, values in looks.items()}

    found = at_own_rates(run, tuned, RATES, RATE)
    return {name: dict(zip(kinds, found[name], strict=True)) for name in ("test", *others)}


def moved_right(x):
    """Digits (..., 64), moved one pixel to the right, or signals, moved on by one place."""
    images = as_images(x)
    moved = np.zeros_like(images)
    moved[..., 1:] = images[..., :-1]
    return moved.reshape(x.shape)
