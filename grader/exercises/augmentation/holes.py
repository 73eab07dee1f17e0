"""What a transform cut out of a batch of images."""

import numpy as np

from grader.criteria import array, holds
from grader.criteria.chance import fresh
from grader.criteria.sketch import Sketch
from grader.exercises.augmentation.batches import TOLERANCE, letters

UNCHANGED = 1e-6
"""How far a value in single precision may be off; noise hardly ever comes so near."""


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
        images = letters(rng, shape)
        out = array(student(images, size, fresh(rng)), shape)
        n, h, w = shape[:3]
        changed = (~(np.abs(out - images) <= UNCHANGED)).reshape(n, h, w, -1)
        holes = changed.any(axis=-1)
        rows, columns = holes.any(axis=2), holes.any(axis=1)
        self.top, self.left = rows.argmax(axis=1), columns.argmax(axis=1)
        bottom, right = h - rows[:, ::-1].argmax(axis=1), w - columns[:, ::-1].argmax(axis=1)
        sides = np.stack([bottom - self.top, right - self.left]) * holes.any(axis=(1, 2))
        filled = holes.sum(axis=(1, 2)) == sides[0] * sides[1]
        whole = (changed.all(axis=-1) == holes).all(axis=(1, 2))
        fits = (sides == size).all(axis=0) & filled
        self.filling = _filling(out.reshape(changed.shape)[changed])
        self.outline = _outline(sides, holes, filled, whole, size)
        self._sketch = _sketch(images, out, int(np.argmin(fits & whole)), size)
        self.top, self.left = self.top[fits], self.left[fits]

    def cut(self, sentence):
        """Criterion on the shape of the holes."""
        return holds(not self.outline, sentence, self.outline).drawn(self._sketch)

    def black(self, sentence):
        """Criterion on the values in the holes."""
        return holds(not self.filling, sentence, self.filling).drawn(self._sketch)

    def right(self, sentence):
        """Criterion on both."""
        found = self.outline or self.filling
        return holds(not found, sentence, found).drawn(self._sketch)


def _filling(values):
    """What is wrong with the values that were put in, in words."""
    if not values.size:
        return "images that lose nothing"
    if np.all(np.abs(values) <= TOLERANCE):
        return ""
    if np.all(np.abs(values - 1) <= TOLERANCE):
        return "the value 1 in it"
    return f"{'gray' if np.ptp(values) <= 0.5 else 'various values'} in it"


def _outline(sides, holes, filled, whole, size):
    """What is wrong with the holes, in words that do not depend on the draws."""
    h, w = holes.shape[1:]
    if not sides.any():
        return "images that lose nothing"
    if not whole.all():
        return "pixels that lose some of their channels only"
    if not filled.all():
        kept = (h * w - holes.sum(axis=(1, 2)) == size**2).all()
        return "images that keep only a square" if kept else "holes that are no rectangles"
    if (sides == size).all():
        return ""
    if (sides == 0).all(axis=0).any():
        return "some images that lose nothing"
    for side, length, name in ((0, h, "height"), (1, w, "width")):
        if (sides[side] == length).all() and (sides[1 - side] == size).all():
            return f"a stripe over the full {name}"
    largest = sides.max(axis=1)
    if (largest == size).all():
        at_border = holes[:, [0, -1]].any(axis=(1, 2)) | holes[:, :, [0, -1]].any(axis=(1, 2))
        if not at_border[(sides < size).any(axis=0)].all():
            return "holes of different sizes"
        return "squares that stick out of their image, so that less is cut out"
    return f"holes of up to {largest[0]} x {largest[1]} pixels for size {size}"


def _sketch(images, out, place, size):
    """One image beside an example of what should hold."""
    right = images[place].copy()
    right[-size - 1 : -1, 1 : size + 1] = 0.0
    words = "An image after cutout. In a right one, a square anywhere inside is black."
    return Sketch("image", out[place], right, words)
