"""What validation promises where copies of images are made before the split, and after it."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.lab.margin import within
from grader.reference.augmentation import random_shift
from grader.reference.clinic import clinic_augmentation


def copied_first(images, labels, n_val, copies, rng):
    """The clinic's broken script: copies of all images, and then a split at random."""
    shifted = [random_shift(images, 1, rng) for _ in range(copies)]
    x, y = np.concatenate([images, *shifted]), np.tile(labels, 1 + copies)
    val, train = np.split(rng.permutation(len(x)), [n_val])
    return x[train], y[train], x[val], y[val]


SCRIPTS = {"broken": copied_first, "repaired": clinic_augmentation}
CONDITIONS = {
    "40 images": {"n": 40},
    "160 images": {"n": 160},
    "2 copies": {"copies": 2},
    "logistic regression": {"model": "logistic regression"},
    "MNIST-1D": {"data": "mnist1d"},
}


@experiment(CONDITIONS)
def promises(
    scripts=SCRIPTS, n=80, copies=8, seeds=range(40), model="nearest neighbor", data="digits"
):
    """Let a script choose a quarter of the images to validate a model that it trains on the others.

    The nearest neighbor has no training steps and no initial weights to vary.

    Parameters
    ----------
    scripts : dict of str to callable
        ``script(images, labels, n_val, copies, rng)`` gives x_train, y_train, x_val and y_val.
    n, copies : int
        Images, and shifted copies of each.
    seeds : sequence of int
    model : "nearest neighbor" or "logistic regression"
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By script: accuracy as ``promised`` by validation, and the ``true`` one on new images.
    """
    few = lessons_data.few_shot(data, seeds, n_train=n, wrong=0.0)
    found = {name: {"promised": [], "true": []} for name in scripts}
    for place, seed in enumerate(seeds):
        old = _as_images(few.x_train[place]), few.y_train[place]
        new = _as_images(few.x_test[place]), few.y_test[place]
        for name, script in scripts.items():
            rng = np.random.default_rng(seed)
            x, y, *validation = script(*old, n // 4, copies, rng)
            fitted = _model(model).fit(x.reshape(len(x), -1), y)
            for kind, (images, labels) in (("promised", validation), ("true", new)):
                found[name][kind].append(fitted.score(images.reshape(len(images), -1), labels))
    return {
        name: {kind: np.array(values) for kind, values in of.items()} for name, of in found.items()
    }


def _as_images(x):
    """Digits as images (n, 8, 8), and signals as images with three equal columns (n, 40, 3)."""
    return x.reshape(-1, 8, 8) if x.shape[1] == 64 else np.repeat(x[..., None], 3, axis=2)


def _model(name):
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier

    if name == "nearest neighbor":
        return KNeighborsClassifier(1)
    return LogisticRegression(max_iter=1000)


def _too_much(found, name):
    return found[name]["promised"] - found[name]["true"]


@promises.concludes(
    "The broken script promises more than two points too much",
    quote="the broken script promises 4.7 ± 1.9 points too much",
    exceptions={"2 copies": TURNS, "logistic regression": TURNS},
)
def _(found):
    return _too_much(found, "broken") - 0.02


@promises.concludes(
    "The repaired script's promise errs by less than five points",
    quote="what the repaired one promises is off by less than five points",
    exceptions={"40 images": OPEN},
)
def _(found):
    return within(0.05, _too_much(found, "repaired"))


@promises.concludes(
    "On new images, the model is no better after the repair",
    quote="Nothing about the *model* is better after the repair",
)
def _(found):
    return found["broken"]["true"] - found["repaired"]["true"]
