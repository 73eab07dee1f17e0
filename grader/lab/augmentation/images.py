"""The three kinds of images on which every transform is shown."""

from functools import cache

import numpy as np

from grader.lab import data
from grader.lab.augmentation.shapes import shapes


def digits(labels):
    """One digit of each of these classes, the first that scikit-learn has.

    Parameters
    ----------
    labels : sequence of int

    Returns
    -------
    ndarray, shape (labels, 8, 8)
    """
    images, classes = data.digits()
    return np.array([images[np.argmax(classes == label)].reshape(8, 8) for label in labels])


@cache
def photo(step=8):
    """A part of the photo of a temple that comes with scikit-learn, in color.

    Parameters
    ----------
    step : int
        Pixels of the photo, each way, that are averaged into one.

    Returns
    -------
    ndarray, shape (400 // step, 400 // step, 3)
        Values from 0 to 1, read-only.
    """
    from sklearn.datasets import load_sample_image

    part = load_sample_image("china.jpg")[20:420, 80:480] / 255
    n = 400 // step
    small = part[: n * step, : n * step].reshape(n, step, n, step, 3).mean(axis=(1, 3))
    small.flags.writeable = False
    return small


def three_kinds():
    """A digit, a drawn shape and a photo.

    Returns
    -------
    dict of str to ndarray, shape (h, w) or (h, w, 3)
    """
    return {
        "a digit": digits([2])[0],
        "a shape": shapes()["arrow to the right"],
        "a photo": photo(),
    }
