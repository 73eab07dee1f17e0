"""Turn one image about its centre."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
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


def _pulled(image, degrees, *, order=1, mode="grid-constant", cval=0.0, centre=None):
    """Turned by looking back, with whatever a mistake gets wrong."""
    from scipy import ndimage

    radians, (h, w) = np.deg2rad(degrees), image.shape
    middle = np.array([[h - 1], [w - 1]]) / 2 if centre is None else np.array(centre)[:, None]
    back = np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]])
    source = back @ (np.indices((h, w)).reshape(2, -1) - middle) + middle
    out = ndimage.map_coordinates(image, source.round(9), order=order, mode=mode, cval=cval)
    return out.reshape(h, w)


@rotate.mistake(
    "It turns clockwise: rows run down, so that the usual formula turns the other way on screen."
)
def clockwise(image, degrees):
    return _pulled(image, -degrees)


@rotate.mistake("np.sin and np.cos take radians; this hands them degrees.")
def degrees_for_radians(image, degrees):
    return _pulled(image, np.rad2deg(degrees))


@rotate.mistake(
    "Each pixel takes its nearest neighbour; bilinear interpolation blends the four round it."
)
def nearest_neighbour(image, degrees):
    return _pulled(image, degrees, order=0)


@rotate.mistake(
    "Splines of third order come from scipy by default; bilinear interpolation is order=1."
)
def cubic_splines(image, degrees):
    from scipy import ndimage

    return ndimage.rotate(image, degrees, reshape=False)


@rotate.mistake(
    "The frame grows with the image, as with reshape=True; the result keeps the image's shape."
)
def grows_the_frame(image, degrees):
    from scipy import ndimage

    return ndimage.rotate(image, degrees, order=1)


@rotate.mistake(
    "The centre is taken for (h/2, w/2): pixels count from 0 to h - 1, so it is ((h - 1)/2, "
    "(w - 1)/2)."
)
def about_half_the_size(image, degrees):
    h, w = image.shape
    return _pulled(image, degrees, centre=(h / 2, w / 2))


@rotate.mistake(
    "The centre is rounded to a whole pixel, (h//2, w//2); with an even side it lies between two."
)
def about_a_whole_pixel(image, degrees):
    h, w = image.shape
    return _pulled(image, degrees, centre=(h // 2, w // 2))


@rotate.mistake("It turns about the corner (0, 0); measure places from the centre.")
def about_the_corner(image, degrees):
    return _pulled(image, degrees, centre=(0.0, 0.0))


@rotate.mistake("The centre's row and column are swapped, which only a square forgives.")
def swaps_the_centre(image, degrees):
    h, w = image.shape
    return _pulled(image, degrees, centre=((w - 1) / 2, (h - 1) / 2))


@rotate.mistake("Outside, the edge is repeated; there must be 0.")
def repeats_the_edge(image, degrees):
    return _pulled(image, degrees, mode="nearest")


@rotate.mistake("What leaves on one side comes back on the other; outside there must be 0.")
def wraps_round(image, degrees):
    return _pulled(image, degrees, mode="grid-wrap")


@rotate.mistake("Outside, the image is mirrored; there must be 0.")
def mirrors_the_edge(image, degrees):
    return _pulled(image, degrees, mode="reflect")


@rotate.mistake("Outside there is white; there must be 0.")
def white_outside(image, degrees):
    return _pulled(image, degrees, cval=1.0)


@rotate.mistake(
    "Pixels are sent forward to where they go, rounded: some places get none and stay black. Go "
    "through the places of the result and look back."
)
def sends_pixels_forward(image, degrees):
    radians, (h, w) = np.deg2rad(degrees), image.shape
    out = np.zeros_like(image)
    for row, column in np.ndindex(h, w):
        y, x = row - (h - 1) / 2, column - (w - 1) / 2
        to_row = round(np.cos(radians) * y - np.sin(radians) * x + (h - 1) / 2)
        to_column = round(np.sin(radians) * y + np.cos(radians) * x + (w - 1) / 2)
        if 0 <= to_row < h and 0 <= to_column < w:
            out[to_row, to_column] = image[row, column]
    return out


@rotate.mistake(
    "The last row and column are lost: a source just on them is inside, its weight for the "
    "neighbour beyond is 0."
)
def loses_the_last_row(image, degrees):
    radians, (h, w) = np.deg2rad(degrees), image.shape
    y, x = np.indices((h, w)) - np.reshape([(h - 1) / 2, (w - 1) / 2], (2, 1, 1))
    row = np.cos(radians) * y + np.sin(radians) * x + (h - 1) / 2
    column = np.cos(radians) * x - np.sin(radians) * y + (w - 1) / 2
    within = (row >= 0) & (row < h - 1) & (column >= 0) & (column < w - 1)
    return np.where(within, _pulled(image, degrees), 0.0)


@rotate.mistake("Only whole quarter turns are made; every angle is asked for.")
def quarter_turns_only(image, degrees):
    out = np.zeros_like(image)
    turned = np.rot90(image, round(degrees / 90))
    h, w = min(out.shape[0], turned.shape[0]), min(out.shape[1], turned.shape[1])
    out[:h, :w] = turned[:h, :w]
    return out


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
