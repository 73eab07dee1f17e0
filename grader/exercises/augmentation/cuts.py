"""Wrong ways to cut something out, called like `cutout`: what is cut, and what fills it."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import augmentation as reference

wrong = Wrong()


def cut_at(images, top, left, size, value=0.0):
    """Squares from (top, left) on, one place for each image; what sticks out is not there."""
    out = images.copy()
    for i, (row, column) in enumerate(zip(top, left, strict=True)):
        rows = slice(max(int(row), 0), max(int(row) + size, 0))
        out[i][rows, max(int(column), 0) : max(int(column) + size, 0)] = value
    return out


def corners(images, size, rng):
    """A right place for each image."""
    n, h, w = images.shape[:3]
    return rng.integers(0, h - size + 1, size=n), rng.integers(0, w - size + 1, size=n)


@wrong(about="idea")
def nothing_cut(images, size, rng):
    """Your function cuts nothing out: the copy that loses its squares is not what you return. In a
    loop, write into the copy (`out[i, ...] = 0`) and return it.
    """
    return images


@wrong()
def fills_with_the_mean(images, size, rng):
    """The square is not 0 but something else, such as the mean of the images. That is a common
    variant, but here the square is to become 0.
    """
    return cut_at(images, *corners(images, size, rng), size, images.mean())


@wrong()
def fills_with_white(images, size, rng):
    """The square is filled with 1, which is white, so the network sees a bright object there. It is
    to become 0, like the background of these images.
    """
    return cut_at(images, *corners(images, size, rng), size, 1.0)


@wrong()
def fills_with_noise(images, size, rng):
    """The square is filled with noise. That is another transform, called random erasing; here the
    square is to become 0.
    """
    noise = rng.uniform(0.0, 1.0, size=images.shape)
    gone = cut_at(np.ones_like(images), *corners(images, size, rng), size) == 0
    return np.where(gone, noise, images)


@wrong(about="idea")
def keeps_the_square_only(images, size, rng):
    """Everything except the square becomes 0, so hardly anything of the image is left. It is the
    square that must go: use a mask of ones with zeros in the square.
    """
    return images - cut_at(images, *corners(images, size, rng), size)


@wrong()
def first_channel_only(images, size, rng):
    """The square is cut out of one channel and stays in the others, so its place only changes
    color. `out[i, rows, columns] = 0` sets all channels.
    """
    if images.ndim == 3:
        return cut_at(images, *corners(images, size, rng), size)
    out = images.copy()
    out[..., 0] = cut_at(images[..., 0], *corners(images, size, rng), size)
    return out


@wrong()
def counts_from_the_end(images, size, rng):
    """The axes are counted from the end, where color images have their channels. Rows are the
    second axis of a batch and columns the third in both formats.
    """
    if images.ndim == 3:
        return reference.cutout(images, size, rng)
    channels = min(size, images.shape[3])
    out = images.copy()
    for image in out:
        left = rng.integers(0, images.shape[2] - size + 1)
        image[:, left : left + size, :channels] = 0.0
    return out


@wrong(about="idea")
def a_stripe(images, size, rng):
    """Whole rows are cut out, over the full width of the image. A square is bounded on all four
    sides: give a slice for the columns as well, `out[i, top : top + size, left : left + size]`.
    """
    out = images.copy()
    for image, top in zip(out, corners(images, size, rng)[0], strict=True):
        image[top : top + size] = 0
    return out


@wrong(about="idea")
def a_cross(images, size, rng):
    """Whole rows and whole columns are cut out, which makes a cross. A square is where the two
    meet: give both slices in one index, `out[i, top : top + size, left : left + size]`.
    """
    out = images.copy()
    for image, top, left in zip(out, *corners(images, size, rng), strict=True):
        image[top : top + size] = 0
        image[:, left : left + size] = 0
    return out


@wrong(about="idea")
def scattered_pixels(images, size, rng):
    """Single pixels are cut out, scattered over the image. The network can guess them from their
    neighbors; a square hides a whole part of the object.
    """
    n, h, w = images.shape[:3]
    chosen = rng.permuted(np.tile(np.arange(h * w), (n, 1)), axis=1)[:, : size**2]
    out = images.reshape(n, h * w, -1).copy()
    np.put_along_axis(out, chosen[:, :, None], 0.0, axis=1)
    return out.reshape(images.shape)


@wrong(about="slip")
def draws_elsewhere(images, size, rng):
    """The random numbers do not come from `rng`, so nobody can repeat what your function did. Call
    the methods of the generator that is passed in, such as `rng.integers`.
    """
    return reference.cutout(images, size, np.random.default_rng())


@wrong()
def seeds_inside(images, size, rng):
    """Every call cuts out the very same squares: a seed is set inside your function, or the first
    places are kept. Augmentation should show the network something new in each epoch: draw from the
    `rng` that is passed in, in every call.
    """
    return reference.cutout(images, size, np.random.default_rng(0))
