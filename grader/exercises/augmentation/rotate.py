"""Turn one image about its center."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import borders, turns
from grader.exercises.augmentation.batches import letters
from grader.exercises.augmentation.turning import (
    ATOL,
    MARGIN,
    beyond,
    blends,
    brightest,
    central,
    looked_up,
    sources,
)
from grader.reference import augmentation as reference

TURNED = "an image that is not turned as it should be"


@exercise(
    reference=reference.rotate,
    points=3,
    hints=(
        "Go through the pixels of the RESULT and ask where each one comes from: then no place "
        "stays empty. If the image turns by some angle, the source of a pixel lies back by that "
        "angle.",
        "Measure places from the center ((h - 1)/2, (w - 1)/2). Rows run down, so on the screen "
        "angles count the other way around: try 90 degrees on a small square and compare with "
        "`np.rot90`.",
        "Between four pixels, weigh each by how near it is: with r = floor(row) and d = row - r, "
        "row r weighs 1 - d and row r + 1 weighs d; columns likewise.",
    ),
)
def rotate(student, rng):
    """The image turns counter-clockwise as displayed, about its center, bilinear, 0 outside."""
    image = letters(rng, (1, 6, 8))[0]
    out = array(student(image, 0.0), image.shape)
    sentence = "Turned by 0 degrees, the image comes back whole, its last row and column included"
    yield close(out, image, sentence).worth(4)
    yield _quarter_turns(student, rng).worth(3)
    small, large = float(rng.uniform(15, 40)), float(rng.uniform(460, 500))
    cases = (
        ("A wide image turned by a small angle", (11, 14), small),
        ("A tall image turned by a negative angle", (13, 10), -small - 5.0),
        ("A wide image turned by more than a full turn", (10, 15), large),
        ("A wide image turned by 90 degrees", (8, 13), 90.0),
    )
    turned = []
    for words, shape, degrees in cases:
        turned.append(Turned(student, letters(rng, (1, *shape))[0], degrees))
        if len(turned) == 1:
            yield turned[0].blends().worth(3).as_idea()
        yield turned[-1].agrees(f"{words} has the values of a counter-clockwise turn").worth(3)
    yield from _around(turned)


class Turned:
    """An image, turned by the answer.

    Attributes
    ----------
    right : bool
        Whether all pixels with a source inside are right.
    outside, beside : ndarray
        Values where the source lies outside, by more than a pixel and by less.
    excess : ndarray
        How far those beside are below 0 or brighter than they may be.
    """

    def __init__(self, student, image, degrees):
        self._image, self._degrees = image, degrees
        self._out = out = array(student(image, degrees), image.shape)
        source = sources(image.shape, degrees)
        far, nearest = beyond(source), looked_up(image, source)
        self._inside, beside = far < -MARGIN, (far >= -MARGIN) & (far <= 1 + MARGIN)
        self._wrong = self._inside & ~(np.abs(out - nearest) <= ATOL)
        self.right = not self._wrong.any()
        self.outside, self.beside = out[far > 1 + MARGIN], out[beside]
        most = brightest(image, source)[beside]
        self.excess = np.maximum(self.beside - most, -self.beside)
        self._expected = np.where(far <= 0, nearest, 0.0)

    def blends(self):
        """Criterion: the way to look up values is right, if not the direction or the center."""
        holding = self.right or blends(self._image, self._out, self._degrees)
        sentence = "Each pixel of the result blends the four pixels around the place it comes from"
        found = "values that come about in another way"
        criterion = holds(holding, sentence, found, self._evidence)
        return criterion.drawn(self.sketch("Yours is not the image, looked up between its pixels."))

    def agrees(self, sentence):
        """Criterion: every pixel whose source lies inside is right."""
        found = ""
        if not self.right:
            row, column = (int(i) for i in np.argwhere(self._wrong)[0])
            found = (
                f"{self._out[row, column]:.3g} in row {row}, column {column}, where "
                f"{self._expected[row, column]:.3g} is right"
            )
        criterion = holds(self.right, sentence, found, self._evidence)
        return criterion.drawn(self.sketch("Where did the F go? The border is 0 in the right one."))

    def sketch(self, words):
        return Sketch("image", self._out, self._expected, words)

    @property
    def _evidence(self):
        """Values about the center, which do not depend on what the answer does at the border."""
        return self._out[central(self._out.shape)]


def _around(turned):
    """Criteria for the pixels that nothing falls on; a black picture must not pass them."""
    outside, beside, excess = (
        np.concatenate([getattr(part, name) for part in turned])
        for name in ("outside", "beside", "excess")
    )
    sketch = turned[-1].sketch("Look at the corners, which nothing falls on.")
    right = all(part.right for part in turned)
    sentence = "Where the source of a pixel lies outside the image, the result is 0"
    black = right and np.all(np.abs(outside) <= ATOL)
    found = f"values such as {outside[np.argmax(np.abs(outside))]:.3g}" if right else TURNED
    yield holds(black, sentence, found, outside if right else found).worth(8).drawn(sketch)
    sentence = "Less than a pixel outside, the result is 0, or the border blended with 0"
    between = right and np.max(excess) <= ATOL
    found = f"a value of {beside[np.argmax(excess)]:.3g}" if right else TURNED
    yield holds(between, sentence, found, beside if right else found).worth(4).drawn(sketch)


def _quarter_turns(student, rng):
    """Criterion for squares, on the first one that is wrong."""
    sentence = "On a square, multiples of 90 degrees give np.rot90"
    for side, degrees in ((7, 90.0), (6, 180.0), (6, -90.0), (7, 450.0)):
        image = letters(rng, (1, side, side))[0]
        out = array(student(image, degrees), image.shape)
        expected = np.rot90(image, round(degrees / 90))
        near = np.abs(out - expected) <= ATOL
        # Rounding may put the source of the border outside.
        near[[0, -1]] |= np.abs(out[[0, -1]]) <= ATOL
        near[:, [0, -1]] |= np.abs(out[:, [0, -1]]) <= ATOL
        if not near.all():
            break
    found = "other values"
    if np.allclose(out, np.rot90(expected, 2), atol=ATOL):
        found = "the image turned the other way"
    elif near[1:-1, 1:-1].all():
        found = "other values at the border"
    sketch = Sketch("image", out, expected, "Compare where the F lies.")
    return holds(near.all(), sentence, found, out[central(out.shape)]).drawn(sketch)


turns.wrong.teach(rotate)
borders.wrong.teach(rotate)


@rotate.alternative
def with_scipy(image, degrees):
    from scipy import ndimage

    return ndimage.rotate(image, degrees, reshape=False, order=1)


@rotate.alternative
def looking_back_with_map_coordinates(image, degrees):
    from scipy.ndimage import map_coordinates

    h, w = image.shape
    rows, columns = np.meshgrid(np.arange(h), np.arange(w), indexing="ij")
    z = (columns - (w - 1) / 2) - 1j * (rows - (h - 1) / 2)
    z = z * np.exp(-1j * np.pi * degrees / 180)
    return map_coordinates(image, [(h - 1) / 2 - z.imag, z.real + (w - 1) / 2], order=1)


@rotate.alternative
def pixel_by_pixel(image, degrees):
    h, w = image.shape
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    out = np.zeros((h, w), dtype=np.float32)
    for i in range(h):
        for j in range(w):
            y, x = i - (h - 1) / 2, j - (w - 1) / 2
            row, column = cos * y + sin * x + (h - 1) / 2, cos * x - sin * y + (w - 1) / 2
            top, left = int(np.floor(row)), int(np.floor(column))
            for r in (top, top + 1):
                for c in (left, left + 1):
                    if 0 <= r < h and 0 <= c < w:
                        out[i, j] += (1 - abs(row - r)) * (1 - abs(column - c)) * image[r, c]
    return out


@rotate.alternative
def with_an_affine_transform(image, degrees):
    from scipy import ndimage

    angle = np.deg2rad(degrees)
    back = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    center = (np.array(image.shape) - 1) / 2
    return ndimage.affine_transform(image, back, offset=center - back @ center, order=1)


@rotate.alternative
def with_pillow(image, degrees):
    from PIL import Image

    turned = Image.fromarray(image.astype(np.float32)).rotate(degrees, Image.Resampling.BILINEAR)
    return np.asarray(turned, dtype=float)


@rotate.alternative
def with_an_interpolator(image, degrees):
    from scipy.interpolate import RegularGridInterpolator

    h, w = image.shape
    y, x = np.arange(h) - (h - 1) / 2, np.arange(w) - (w - 1) / 2
    cos, sin = np.cos(degrees * np.pi / 180), np.sin(degrees * np.pi / 180)
    rows = cos * y[:, None] + sin * x[None, :] + (h - 1) / 2
    columns = cos * x[None, :] - sin * y[:, None] + (w - 1) / 2
    value = RegularGridInterpolator(
        (np.arange(h), np.arange(w)), image, bounds_error=False, fill_value=0.0
    )
    return value(np.stack([rows, columns], axis=-1))
