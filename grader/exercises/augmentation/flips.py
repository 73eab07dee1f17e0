"""Wrong ways to mirror images, called like `random_flip`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.exercises.augmentation.batches import whole
from grader.reference import augmentation as reference


def upside_down(images, probability, rng):
    """The images are turned upside down: left and right are the ends of the THIRD axis of a
    batch.
    """
    flipped = whole(rng.random(len(images)) < probability, images)
    return np.where(flipped, images[:, ::-1], images)


def one_coin_for_the_batch(images, probability, rng):
    """One coin decides for the whole batch; every image needs its own."""
    return images[:, :, ::-1].copy() if rng.random() < probability else images.copy()


def the_complement(images, probability, rng):
    """`probability` is that of being mirrored; here it is the one of staying as it was."""
    return reference.random_flip(images, 1 - probability, rng)


def reverses_the_last_axis(images, probability, rng):
    """The last axis is reversed, which is the width only without channels: with them it is the
    third that must be.
    """
    flipped = whole(rng.random(len(images)) < probability, images)
    return np.where(flipped, images[..., ::-1], images)


def reverses_the_last_axis_but_one(images, probability, rng):
    """The last axis but one is reversed, which is the width only with channels: without them the
    images come back upside down. The width is the third axis in both formats.
    """
    flipped = whole(rng.random(len(images)) < probability, images)
    return np.where(flipped, np.flip(images, axis=-2), images)


def turns_by_half(images, probability, rng):
    """Both axes are reversed, which turns an image by 180 degrees."""
    flipped = whole(rng.random(len(images)) < probability, images)
    return np.where(flipped, images[:, ::-1, ::-1], images)


def reverses_every_axis(images, probability, rng):
    """np.flip without an axis reverses every one of them; only the columns of an image must be."""
    flipped = whole(rng.random(len(images)) < probability, images)
    return np.where(flipped, np.flip(images, axis=tuple(range(1, images.ndim))), images)


def mirrors_all(images, probability, rng):
    """Every image is mirrored, whatever the probability is."""
    return images[:, :, ::-1].copy()


def mirrors_none(images, probability, rng):
    """No image is ever mirrored."""
    return images.copy()


def a_fair_coin(images, probability, rng):
    """The probability is always one half, whatever `probability` says."""
    return reference.random_flip(images, 0.5, rng)


def compares_a_fair_coin(images, probability, rng):
    """The draw is 0 or 1, which says the same of every probability between; draw a uniform number
    from 0 to 1.
    """
    flipped = whole(rng.integers(0, 2, size=len(images)) < probability, images)
    return np.where(flipped, images[:, :, ::-1], images)


def a_coin_for_every_pixel(images, probability, rng):
    """A coin is tossed for every pixel; an image must be mirrored as a whole, or not at all."""
    return np.where(rng.random(images.shape) < probability, images[:, :, ::-1], images)


def an_exact_share(images, probability, rng):
    """Just a share `probability` of each batch is mirrored; every image must toss a coin of its
    own, so that their number varies.
    """
    n = len(images)
    chosen = rng.permutation(n)[: round(probability * n)]
    out = images.copy()
    out[chosen] = images[chosen][:, :, ::-1]
    return out


def draws_globally(images, probability, rng):
    """The draws come from the global np.random; draw from the `rng` that is handed in."""
    return reference.random_flip(images, probability, np.random.default_rng())


def seeds_inside(images, probability, rng):
    """A seed is set inside, so that every call mirrors the very same images."""
    return reference.random_flip(images, probability, np.random.default_rng(42))


MISTAKES = (
    upside_down,
    one_coin_for_the_batch,
    the_complement,
    reverses_the_last_axis,
    reverses_the_last_axis_but_one,
    turns_by_half,
    reverses_every_axis,
    mirrors_all,
    mirrors_none,
    a_fair_coin,
    compares_a_fair_coin,
    a_coin_for_every_pixel,
    an_exact_share,
    draws_globally,
    seeds_inside,
)
