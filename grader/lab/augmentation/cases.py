"""Symptoms to diagnose: what a learner sees of a mistake before its cause is named."""

import numpy as np

from grader.lab.augmentation.experiments.drawn import RATE, Drawing, make
from grader.lab.augmentation.experiments.turned import TURNS_OF as TURNED
from grader.lab.augmentation.warp import Augment
from grader.lab.statistics import in_percent
from grader.reference import augmentation as reference
from grader.reference.network import Adam

GENTLE = Augment(rotate=15, shift=1)


def labels_of_copies(seeds, few, copies=20):
    """Networks trained on augmented copies, their labels laid out in two ways.

    Parameters
    ----------
    seeds : sequence of int
    few : FewShot
    copies : int

    Returns
    -------
    list of (str, str, str)
        Name, accuracy on augmented training images, accuracy on test images, in percent.
    """
    draws = [_stored(*draw, copies) for draw in zip(seeds, few.x_train, few.y_train, strict=True)]
    x, y = (np.array(part) for part in zip(*draws, strict=True))
    rows = []
    for name, labels in (("script A", y), ("script B", np.repeat(few.y_train, copies, axis=1))):
        network = make(few, 1, seeds)
        network.fit(x, labels, 5, 32, Adam(RATE), validate_every=5)
        on_training = in_percent(network.accuracy(x, labels))
        rows.append((name, on_training, in_percent(network.accuracy(few.x_test, few.y_test))))
    return rows


def _stored(seed, x, y, copies):
    """Augmented copies (copies * n, 64) of one seed's images, laid out one set after the other."""
    many, labels = np.tile(x.reshape(-1, 8, 8), (copies, 1, 1)), np.tile(y, copies)
    new, labels = GENTLE(many, labels, np.random.default_rng([4, seed]))
    return new.reshape(len(new), -1), labels


def turned_digits(few, count=9):
    """The first training images of case 2, as its two scripts turn them.

    Parameters
    ----------
    few : FewShot
    count : int

    Returns
    -------
    dict of str to ndarray, shape (count, 8, 8)
        By script.
    """
    seeds = range(len(few.x_train))
    drawn, _ = Drawing(few, TURNED, seeds)()
    firsts = drawn[:: len(seeds), :count]
    return {name: x.reshape(-1, 8, 8) for name, x in zip(TURNED, firsts, strict=True)}


def noise_on_bytes(photo, std=0.1, seed=0):
    """A photo with noise, once with values from 0 to 1 and once with values from 0 to 255.

    Parameters
    ----------
    photo : ndarray, shape (h, w, 3)
        Values from 0 to 1.
    std : float
    seed : int

    Returns
    -------
    tuple of ndarray, shape (h, w, 3)
        The photo, and what each script made of it.
    """
    rng = np.random.default_rng(seed)
    batch = photo[None]
    right = reference.add_noise(batch, std, rng)[0]
    wrong = reference.add_noise(np.rint(255 * batch), std, rng)[0]
    return photo, right, wrong
