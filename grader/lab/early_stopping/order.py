"""The last fifth of all digits for validation, sorted by class or shuffled."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.early_stopping.watching import at, stop, watch
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment

SORTED, SHUFFLED = "sorted by class", "shuffled first"
TEST = 360
SOURCES = {"digits": lessons_data.digits, "mnist1d": lessons_data.mnist1d}


@dataclass(frozen=True)
class Split:
    """Trainings that stop by the last fifth; S seeds.

    Attributes
    ----------
    stopped, best : integer ndarray, shape (S,)
        Last epoch run and best epoch, counted from 0.
    test : ndarray, shape (S,)
        Accuracy of the best weights on 360 images of all ten digits.
    n_unseen : ndarray, shape (S,)
        Validation images of a digit that no training image shows.
    n_val : int
        Validation images.
    """

    stopped: np.ndarray
    best: np.ndarray
    test: np.ndarray
    n_unseen: np.ndarray
    n_val: int


@experiment(TRAINING)
def last_fifth(
    epochs=20, patience=5, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"
):
    """Right labels, split as Keras' ``validation_split=0.2`` does, stopped by the loss.

    Parameters
    ----------
    epochs, patience : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; more steps are more epochs at most, and more patience.

    Returns
    -------
    dict of str to Split
        By whether the samples are sorted by class or shuffled.
    """
    found = {}
    for name in (SORTED, SHUFFLED):
        draws = [_draw(data, seed, name == SORTED) for seed in seeds]
        few = lessons_data.FewShot(*(np.stack(part) for part in zip(*draws, strict=True)))
        options = {"hidden": (64,), "initializer": initializer, "tuned": tuned}
        seen = watch(few, seeds, steps * epochs, **options)
        stopped, best = stop(seen.val_loss(), steps * patience)
        pairs = zip(few.y_train, few.y_val, strict=True)
        n_unseen = [int(np.isin(val, train, invert=True).sum()) for train, val in pairs]
        test, n_val = at(seen.test_accuracy, best), few.y_val.shape[1]
        found[name] = Split(stopped, best, test, np.array(n_unseen), n_val)
    return found


def _draw(source, seed, by_class):
    images, labels = SOURCES[source]()
    order = np.random.default_rng(seed).permutation(len(images))
    test, rest = order[:TEST], order[TEST:]
    if by_class:
        rest = rest[np.argsort(labels[rest], kind="stable")]
    train, val = np.split(rest, [int(0.8 * len(rest))])
    right = np.zeros(len(train), dtype=bool)
    held_out = (images[val], labels[val], images[test], labels[test])
    return images[train], labels[train], right, *held_out


@last_fifth.concludes(
    "Sorted by class, most validation images show a digit that no training image shows",
    quote="most validation images show a digit that no training image shows",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found[SORTED].n_unseen / found[SORTED].n_val - 0.5


@last_fifth.concludes(
    "Sorted by class, the restored weights lose more than 30 points",
    quote="are right on 46.0 ± 3.5 points fewer",
    exceptions={"each arm's own rate": TURNS, "MNIST-1D": TURNS},
)
def _(found):
    return found[SHUFFLED].test - found[SORTED].test - 0.3


@last_fifth.concludes(
    "Sorted by class, the best epoch comes earlier", quote="the best epoch comes far too early"
)
def _(found):
    return found[SHUFFLED].best - found[SORTED].best
