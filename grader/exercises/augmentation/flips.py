"""Wrong ways to mirror images, called like `random_flip`."""

import numpy as np

from grader.exercises.augmentation.batches import whole
from grader.exercises.wrong import Wrong
from grader.reference import augmentation as reference

wrong = Wrong()


def tossed(images, probability, rng):
    """One coin for each image, to be compared with all its pixels."""
    return whole(rng.random(len(images)) < probability, images)


@wrong(about="idea")
def upside_down(images, probability, rng):
    """Your function turns images upside down instead of mirroring them. The axes of a batch are
    (image, row, column, ...), so left and right are the ends of the third axis; `np.fliplr`
    reverses the second axis of whatever it is given, which in a batch is the rows.
    """
    return np.where(tossed(images, probability, rng), images[:, ::-1], images)


@wrong(about="idea")
def one_coin_for_the_batch(images, probability, rng):
    """One coin decides for the whole batch, so all its images are mirrored or none is. The network
    is meant to see both kinds side by side: draw one number for each image, with
    `size=len(images)`.
    """
    return images[:, :, ::-1] if rng.random() < probability else images


@wrong()
def the_complement(images, probability, rng):
    """An image is mirrored with probability 1 - `probability`, as if `probability` were that of
    staying as it is. A uniform draw lies BELOW `probability` exactly that often: mirror there.
    """
    flipped = whole(rng.random(len(images)) > probability, images)
    return np.where(flipped, images[:, :, ::-1], images)


@wrong()
def reverses_the_last_axis(images, probability, rng):
    """Your function reverses the last axis, which is the width only in images without channels. In
    color images it exchanges the colors and leaves the picture as it was. The width is the third
    axis in both formats, so count from the front.
    """
    return np.where(tossed(images, probability, rng), images[..., ::-1], images)


@wrong()
def reverses_the_last_axis_but_one(images, probability, rng):
    """Your function reverses the last axis but one, which is the width only in images with
    channels. Images without them come back upside down. The width is the third axis in both
    formats, so count from the front.
    """
    return np.where(tossed(images, probability, rng), np.flip(images, axis=-2), images)


@wrong(about="idea")
def turns_by_half(images, probability, rng):
    """Rows and columns are both reversed, which turns an image by 180 degrees. A 6 becomes a 9, so
    its label is no longer right. To mirror it left to right, reverse the columns alone.
    """
    return np.where(tossed(images, probability, rng), images[:, ::-1, ::-1], images)


@wrong(about="idea")
def reverses_every_axis(images, probability, rng):
    """`np.flip` without an axis reverses every axis of an image: rows, columns and channels. A
    mirror image has only its columns reversed, so say which axis is meant.
    """
    axes = tuple(range(1, images.ndim))
    return np.where(tossed(images, probability, rng), np.flip(images, axis=axes), images)


@wrong(about="idea")
def reverses_the_batch(images, probability, rng):
    """Your function reverses the order of the images, which is the first axis of a batch. No
    picture is mirrored, and each now stands beside the label of another one. The columns are the
    third axis.
    """
    return np.where(tossed(images, probability, rng), images[::-1], images)


@wrong(about="idea")
def copies_one_half(images, probability, rng):
    """One half of each mirrored image was overwritten before it was read, so the other half appears
    twice. That happens when columns are exchanged one at a time in the same array. Read from the
    original and write into a copy, or reverse the axis in one step with `[:, :, ::-1]`.
    """
    out, flipped = images.copy(), rng.random(len(images)) < probability
    for column in range(images.shape[2]):
        out[flipped, :, column] = out[flipped, :, images.shape[2] - 1 - column]
    return out


@wrong(about="idea")
def mirrors_all(images, probability, rng):
    """Your function mirrors every image, whatever `probability` is. Then the network never sees the
    originals, and there is as little variety as without augmentation. Let a random draw decide for
    each image.
    """
    return images[:, :, ::-1]


@wrong(about="idea")
def mirrors_none(images, probability, rng):
    """Your function mirrors no image at all. In a loop `for image in images`, an assignment `image
    = ...` only gives the name a new meaning and puts nothing into the batch. Collect the results in
    a list, or write into a copy: `out[i] = ...`.
    """
    for image in images:
        if rng.random() < probability:
            image = np.fliplr(image)
    return images


@wrong()
def a_fair_coin(images, probability, rng):
    """Your function mirrors half of the images, whatever `probability` is. How often a transform
    acts is a setting that one tunes, so compare the draw with `probability`.
    """
    return np.where(tossed(images, 0.5, rng), images[:, :, ::-1], images)


@wrong()
def compares_a_fair_coin(images, probability, rng):
    """Your draw is either 0 or 1, and 0 lies below every probability and 1 below none. So half of
    the images are mirrored, whatever `probability` is. Draw a uniform number between 0 and 1
    instead, as `rng.random` does.
    """
    flipped = whole(rng.integers(0, 2, size=len(images)) < probability, images)
    return np.where(flipped, images[:, :, ::-1], images)


@wrong(about="idea")
def a_coin_for_every_pixel(images, probability, rng):
    """Your function tosses a coin for every pixel or every row, so an image becomes a mixture of
    itself and its mirror image. An image is mirrored as a whole or not at all: draw one number
    for each image.
    """
    return np.where(rng.random(images.shape) < probability, images[:, :, ::-1], images)


@wrong()
def an_exact_share(images, probability, rng):
    """Exactly a share `probability` of each batch is mirrored. Then one image's draw depends on the
    others', and a batch of one image is always treated alike. Let each image toss a coin of its
    own, so that the number of mirrored images varies.
    """
    n = len(images)
    chosen = rng.permutation(n)[: round(probability * n)]
    out = images.copy()
    out[chosen] = images[chosen][:, :, ::-1]
    return out


@wrong(about="slip")
def draws_elsewhere(images, probability, rng):
    """The random numbers do not come from `rng`, so nobody can repeat what your function did. Call
    the methods of the generator that is passed in, such as `rng.random`.
    """
    return reference.random_flip(images, probability, np.random.default_rng())


@wrong()
def seeds_inside(images, probability, rng):
    """Every call mirrors the very same images: a seed is set inside your function, or the first
    choice is kept. Augmentation should show the network something new in each epoch: draw from the
    `rng` that is passed in, in every call.
    """
    return reference.random_flip(images, probability, np.random.default_rng(42))
