"""What a transform cut out of a batch of images."""

import numpy as np

from grader.criteria import array
from grader.criteria.chance import fresh
from grader.exercises.augmentation.batches import TOLERANCE


class Holes:
    """What was cut out of a batch.

    Attributes
    ----------
    filling, outline : str
        What is wrong with the values and with the shape of the holes, in words.
    top, left : integer ndarray, shape (k,)
        First row and column of the holes, of those images that have one of the right size.
    """

    def __init__(self, student, rng, shape, size):
        images = rng.uniform(0.2, 1.0, size=shape)
        out = array(student(images, size, fresh(rng)), shape)
        n, h, w = shape[:3]
        changed = (~(np.abs(out - images) <= TOLERANCE)).reshape(n, h, w, -1)
        holes = changed.any(axis=-1)
        rows, columns = holes.any(axis=2), holes.any(axis=1)
        self.top, self.left = rows.argmax(axis=1), columns.argmax(axis=1)
        bottom, right = (h - rows[:, ::-1].argmax(axis=1), w - columns[:, ::-1].argmax(axis=1))
        sides = np.stack([bottom - self.top, right - self.left]) * holes.any(axis=(1, 2))
        full = np.array_equal(holes.sum(axis=(1, 2)), sides[0] * sides[1])
        whole = np.array_equal(changed.all(axis=-1), holes)
        self.filling = _filling(out.reshape(changed.shape)[changed])
        self.outline = self.filling or _outline(sides, full, whole, size)
        fits = (sides == size).all(axis=0) & (full or bool(self.filling))
        self.top, self.left = self.top[fits], self.left[fits]


def _filling(values):
    """What is wrong with the values that were put in, in words."""
    if not values.size:
        return "nothing is cut out"
    if np.all(np.abs(values) <= TOLERANCE):
        return ""
    if np.all(np.abs(values - 1) <= TOLERANCE):
        return "what is cut out becomes 1"
    grey = np.ptp(values) <= 0.5
    return f"what is cut out becomes {'grey' if grey else 'something'}, not 0"


def _outline(sides, full, whole, size):
    """What is wrong with the holes, in words that do not depend on the draws."""
    if not sides.any():
        return "nothing is cut out"
    if not whole:
        return "some channels of a pixel are cut out, others are not"
    if not full:
        return "some holes are no rectangles"
    if (sides == size).all():
        return ""
    if (sides == 0).all(axis=0).any():
        return "some images lose nothing"
    largest = sides.max(axis=1)
    if (largest == size).all():
        return "some squares stick out of their image, so that less is cut out"
    return f"yours are up to {largest[0]} x {largest[1]} pixels, for size {size}"
