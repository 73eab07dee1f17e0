"""Wrong ways to treat what lies outside of a turned image, called like `rotate`."""

import numpy as np

from grader.exercises.augmentation.turns import interpolated, lookup
from grader.exercises.wrong import Wrong

wrong = Wrong()


def blended(image, rows, columns, top, left):
    """The four pixels around (top, left), the lower and right ones clipped to the image."""
    h, w = image.shape
    down, right = rows - top, columns - left
    below, beside = np.minimum(top + 1, h - 1), np.minimum(left + 1, w - 1)
    upper = (1 - right) * image[top, left] + right * image[top, beside]
    lower = (1 - right) * image[below, left] + right * image[below, beside]
    return (1 - down) * upper + down * lower


@wrong()
def repeats_the_edge(image, degrees):
    """Outside the image its edge is repeated, as when indices are clipped to 0 ... h - 1. That
    smears the border into the corners; a place whose source lies outside must be 0. Keep the
    clipping if you need it, and set those places to 0 afterward.
    """
    h, w = image.shape
    rows, columns = lookup(image, degrees)
    rows, columns = np.clip(rows, 0, h - 1), np.clip(columns, 0, w - 1)
    return blended(image, rows, columns, rows.astype(int), columns.astype(int))


@wrong()
def extrapolates(image, degrees):
    """The indices are clipped to the image, but the weights are not. So far outside they are below
    0 or above 1, and the result is brighter or darker than any pixel. Set the places whose source
    lies outside to 0.
    """
    h, w = image.shape
    rows, columns = lookup(image, degrees)
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    return blended(image, rows, columns, np.clip(top, 0, h - 1), np.clip(left, 0, w - 1))


@wrong()
def wraps_round(image, degrees):
    """What leaves the image on one side comes back on the other, as with `%` or with negative
    indices. A place whose source lies outside must be 0.
    """
    return interpolated(image, *lookup(image, degrees), mode="grid-wrap")


@wrong()
def mirrors_the_edge(image, degrees):
    """Outside the image there is its mirror image. A place whose source lies outside must be 0, as
    with `mode="constant"`.
    """
    return interpolated(image, *lookup(image, degrees), mode="reflect")


@wrong()
def white_outside(image, degrees):
    """Outside the image there is white. The background of these images is dark: a place whose
    source lies outside must be 0.
    """
    return interpolated(image, *lookup(image, degrees), mode="grid-constant", cval=1.0)


@wrong()
def cuts_toward_zero(image, degrees):
    """Turning a number into an integer cuts it off toward 0, so a source at row -0.3 seems to lie
    inside, in row 0. There the weights are below 0 or above 1. Use `np.floor`, or ask whether the
    source itself lies inside, before it is cut off.
    """
    h, w = image.shape
    rows, columns = lookup(image, degrees)
    top, left = rows.astype(int), columns.astype(int)
    inside = (top >= 0) & (top < h) & (left >= 0) & (left < w)
    top, left = np.clip(top, 0, h - 1), np.clip(left, 0, w - 1)
    return np.where(inside, blended(image, rows, columns, top, left), 0.0)


@wrong()
def clips_the_neighbors(image, degrees):
    """Up to a pixel below the last row, or beside the last column, the border is repeated: the
    indices of the neighbors are clipped to the image. A neighbor outside counts as 0; or set every
    place to 0 whose source lies outside.
    """
    h, w = image.shape
    rows, columns = lookup(image, degrees)
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    inside = (top >= 0) & (top < h) & (left >= 0) & (left < w)
    top, left = np.clip(top, 0, h - 1), np.clip(left, 0, w - 1)
    return np.where(inside, blended(image, rows, columns, top, left), 0.0)


@wrong()
def loses_the_last_row(image, degrees):
    """The last row and the last column become black. A source exactly on them lies inside, although
    it has no neighbor beyond: that neighbor's weight is 0. Use <= h - 1, and clip its index.
    """
    h, w = image.shape
    rows, columns = lookup(image, degrees)
    within = (rows >= 0) & (rows < h - 1) & (columns >= 0) & (columns < w - 1)
    return np.where(within, interpolated(image, rows, columns), 0.0)
