"""Symptoms to diagnose: what a learner sees of a mistake before its cause is named."""

import numpy as np

from grader.lab.augmentation.experiments.drawn import Drawing
from grader.lab.augmentation.experiments.turned import TURNS_OF as TURNED
from grader.reference import augmentation as reference


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
