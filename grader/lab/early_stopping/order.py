"""The last fifth of all digits for validation, sorted by class or shuffled."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.lab.early_stopping.watching import at, stop, watch

SORTED, SHUFFLED = "sorted by class", "shuffled first"
TEST = 360


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
    """

    stopped: np.ndarray
    best: np.ndarray
    test: np.ndarray
    n_unseen: np.ndarray


def last_fifth(epochs=20, patience=5, seeds=range(10)):
    """Right labels, split as Keras' ``validation_split=0.2`` does, stopped by the loss.

    Parameters
    ----------
    epochs, patience : int
    seeds : sequence of int

    Returns
    -------
    dict of str to Split
        By whether the samples are sorted by class or shuffled.
    """
    found = {}
    for name in (SORTED, SHUFFLED):
        draws = [_draw(seed, name == SORTED) for seed in seeds]
        few = data.FewShot(*(np.stack(part) for part in zip(*draws, strict=True)))
        seen = watch(few, seeds, epochs, hidden=(64,))
        stopped, best = stop(seen.val_loss(), patience)
        pairs = zip(few.y_train, few.y_val, strict=True)
        n_unseen = [int(np.isin(val, train, invert=True).sum()) for train, val in pairs]
        found[name] = Split(stopped, best, at(seen.test_accuracy, best), np.array(n_unseen))
    return found


def _draw(seed, by_class):
    images, labels = data.digits()
    order = np.random.default_rng(seed).permutation(len(images))
    test, rest = order[:TEST], order[TEST:]
    if by_class:
        rest = rest[np.argsort(labels[rest], kind="stable")]
    train, val = np.split(rest, [int(0.8 * len(rest))])
    right = np.zeros(len(train), dtype=bool)
    held_out = (images[val], labels[val], images[test], labels[test])
    return images[train], labels[train], right, *held_out
