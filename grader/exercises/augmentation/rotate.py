"""Turn one image about its centre."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
from grader.exercises.augmentation import turns
from grader.reference import augmentation as reference

# A source this near to the border may have been moved across it by rounding.
MARGIN = 1e-3
# Coordinates in float32 are a little off.
ATOL = 1e-4


@exercise(
    reference=reference.rotate,
    points=3,
    hints=(
        "Go through the pixels of the RESULT and ask where each one comes from: then none stays "
        "empty. If the image turns by an angle, the place it came from lies back by that angle.",
        "Measure places from the centre ((h - 1)/2, (w - 1)/2). Rows run down, so that on the "
        "screen the direction in which angles count is turned round: try 90 degrees on a small "
        "square and compare with np.rot90.",
        "Between four pixels, weigh each by how near it is: with r = floor(row) and d = row - r, "
        "row r weighs 1 - d and row r + 1 weighs d; columns alike.",
    ),
)
def rotate(student, rng):
    """The image turns counter-clockwise as displayed, about its centre, bilinear, 0 outside."""
    image = rng.uniform(0.2, 1.0, size=(6, 8))
    out = array(student(image, 0.0), image.shape)
    yield close(out, image, "By 0 degrees the image comes back, to its last row and column")
    yield _quarter_turns(student, rng).worth(3)
    small, large = float(rng.uniform(15, 40)), float(rng.uniform(460, 500))
    cases = (
        ("a wide image by a small angle", (9, 12), small),
        ("a tall image by a negative angle", (11, 8), -small - 5.0),
        ("a wide image by more than a full turn", (8, 13), large),
    )
    outside, beside, right = [], [], True
    for words, shape, degrees in cases:
        image = rng.uniform(0.2, 1.0, size=shape)
        out = array(student(image, degrees), shape)
        beyond, nearest = _sources(image, degrees)
        inside = beyond < -MARGIN
        sentence = f"It turns {words}: each pixel blends the four round its source"
        expected = reference.rotate(image, degrees)[inside]
        criterion = close(out[inside], expected, sentence, atol=ATOL)
        yield criterion.worth(4)
        right = right and criterion.passed
        outside.append(out[beyond > 1 + MARGIN])
        beside.append(_within(out, nearest)[~inside & (beyond <= 1 + MARGIN)])
    yield from _around(right, np.concatenate(outside), np.concatenate(beside))


def _around(right, outside, beside):
    """Criteria for the pixels that nothing falls on; a black picture must not pass them."""
    sentence = "Where nothing was, the result is 0"
    if not right:
        yield holds(False, sentence, "the rest of the image is not turned as it should be").worth(2)
    else:
        yield close(outside, 0.0, sentence, atol=ATOL).worth(2)
    sentence = "Less than a pixel outside, nothing is brighter than the border beside it"
    yield holds(right and beside.all(), sentence, "something else is there")


def _quarter_turns(student, rng):
    """Criterion for squares; rounding may cut the border off, as if it were outside."""
    given, expected, border = [], [], True
    for side, degrees in ((7, 90.0), (6, 180.0), (6, -90.0), (7, 450.0)):
        image = rng.uniform(0.2, 1.0, size=(side, side))
        turned = np.rot90(image, round(degrees / 90))
        out = array(student(image, degrees), image.shape)
        border = border and _within(out, turned).all()
        given.append(out[1:-1, 1:-1].ravel())
        expected.append(turned[1:-1, 1:-1].ravel())
    sentence = "On a square, multiples of 90 degrees give np.rot90"
    inner = close(np.concatenate(given), np.concatenate(expected), sentence, atol=ATOL)
    if inner.passed and not border:
        return holds(False, sentence, "the border is another")
    return inner


def _within(out, brightest):
    """Which pixels are neither below 0 nor brighter than this."""
    return (out >= -ATOL) & (out <= brightest + ATOL)


def _sources(image, degrees):
    """How far outside of the image each pixel comes from (below 0: inside), and what is nearest."""
    from scipy import ndimage

    radians, (h, w) = np.deg2rad(degrees), image.shape
    centre = np.array([[h - 1], [w - 1]]) / 2
    back = np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]])
    source = back @ (np.indices((h, w)).reshape(2, -1) - centre) + centre
    beyond = np.max(np.abs(source - centre) - centre, axis=0).reshape(h, w)
    nearest = ndimage.map_coordinates(image, source, order=1, mode="nearest")
    return beyond, nearest.reshape(h, w)


for wrong in turns.MISTAKES:
    rotate.mistake(" ".join(wrong.__doc__.split()))(wrong)


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
    centre = (np.array(image.shape) - 1) / 2
    return ndimage.affine_transform(image, back, offset=centre - back @ centre, order=1)


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
