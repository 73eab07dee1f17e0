"""Wrong ways to turn an image, called like `rotate`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def lookup(image, degrees, center=None):
    """Rows and columns that the pixels of the result come from."""
    h, w = image.shape
    middle = ((h - 1) / 2, (w - 1) / 2) if center is None else center
    y, x = np.indices((h, w)) - np.reshape(middle, (2, 1, 1))
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    rows, columns = cos * y + sin * x + middle[0], cos * x - sin * y + middle[1]
    return rows.round(9), columns.round(9)


def interpolated(image, rows, columns, *, order=1, mode="constant", cval=0.0):
    """Values of the image at places between its pixels."""
    from scipy import ndimage

    return ndimage.map_coordinates(image, [rows, columns], order=order, mode=mode, cval=cval)


@wrong()
def clockwise(image, degrees):
    """Your image turns clockwise. Rows run down, so on the screen the textbook formula turns the
    other way. Change the sign of the angle, or of both sines.
    """
    return interpolated(image, *lookup(image, -degrees))


@wrong()
def degrees_for_radians(image, degrees):
    """`np.sin` and `np.cos` take radians, but they are given degrees. So the image turns by an
    angle that has little to do with the one asked for. Convert it first, with `np.deg2rad`.
    """
    return interpolated(image, *lookup(image, np.rad2deg(degrees)))


@wrong(about="idea")
def nearest_neighbor(image, degrees):
    """Each pixel takes the value of the one pixel nearest to its source. That leaves jagged edges.
    Bilinear interpolation blends the four pixels around the source, each by how near it is.
    """
    return interpolated(image, *lookup(image, degrees), order=0)


@wrong(about="idea")
def cubic_splines(image, degrees):
    """The values come from splines of third order, which scipy takes by default. They overshoot at
    sharp edges, so values can leave [0, 1]. Bilinear interpolation is `order=1`.
    """
    from scipy import ndimage

    return ndimage.rotate(image, degrees, reshape=False)


@wrong(about="idea")
def grows_the_frame(image, degrees):
    """The result is larger than the image, as with `reshape=True`. A network expects all images of
    a batch to have one shape: keep the shape of the image and cut off what leaves it.
    """
    from scipy import ndimage

    return ndimage.rotate(image, degrees, order=1)


@wrong()
def about_half_the_size(image, degrees):
    """Your image turns about (h/2, w/2), half a pixel from its center. Pixels are counted from 0 to
    h - 1, so the center is ((h - 1)/2, (w - 1)/2).
    """
    h, w = image.shape
    return interpolated(image, *lookup(image, degrees, (h / 2, w / 2)))


@wrong()
def about_a_whole_pixel(image, degrees):
    """The center is rounded to a whole pixel, (h // 2, w // 2). Where a side is even, the center
    lies between two pixels, so the image turns about a place beside it. Use ((h - 1)/2, (w - 1)/2).
    """
    h, w = image.shape
    return interpolated(image, *lookup(image, degrees, (h // 2, w // 2)))


@wrong()
def about_the_corner(image, degrees):
    """Your image turns about its upper left corner, so most of it leaves the frame. Measure places
    from the center ((h - 1)/2, (w - 1)/2), turn, then add the center again.
    """
    return interpolated(image, *lookup(image, degrees, (0.0, 0.0)))


@wrong()
def swaps_the_center(image, degrees):
    """Row and column of the center are exchanged. A square image does not show it, any other one
    turns about the wrong place. The height belongs to the rows.
    """
    h, w = image.shape
    return interpolated(image, *lookup(image, degrees, ((w - 1) / 2, (h - 1) / 2)))


def slanted(image, degrees, sign):
    h, w = image.shape
    y, x = np.indices((h, w)) - np.reshape([(h - 1) / 2, (w - 1) / 2], (2, 1, 1))
    cos, sin = np.cos(np.deg2rad(degrees)), sign * np.sin(np.deg2rad(degrees))
    return interpolated(image, cos * y + sin * x + (h - 1) / 2, cos * x + sin * y + (w - 1) / 2)


@wrong(about="idea")
def sines_of_one_sign(image, degrees):
    """The two sines of the rotation have the same sign, which slants and stretches the image
    instead of turning it. One of them must be negative.
    """
    return slanted(image, degrees, 1)


@wrong(about="idea")
def sines_of_the_other_sign(image, degrees):
    """Both sines of the rotation are negative, which slants and stretches the image instead of
    turning it. One of them must be positive.
    """
    return slanted(image, degrees, -1)


@wrong(about="idea")
def exchanges_rows_and_columns(image, degrees):
    """Rows and columns are exchanged where the image is looked up. An array takes the row first, so
    (x, y) must become `image[y, x]`.
    """
    return interpolated(image, *lookup(image, degrees)[::-1])


@wrong(about="idea")
def swaps_the_weights(image, degrees):
    """The weights of the four pixels are swapped: the pixel that is farther from the source weighs
    more. With r = floor(row) and d = row - r, row r weighs 1 - d and row r + 1 weighs d.
    """
    rows, columns = lookup(image, degrees)
    return interpolated(image, *(2 * np.floor(v) + 1 - v for v in (rows, columns)))


@wrong(about="idea")
def sends_pixels_forward(image, degrees):
    """Each pixel of the image is sent to where it goes, rounded to a whole pixel. Some places of
    the result receive none and stay black. Go through the places of the RESULT instead, and look up
    where each one comes from.
    """
    radians, (h, w) = np.deg2rad(degrees), image.shape
    out = np.zeros_like(image)
    for row, column in np.ndindex(h, w):
        y, x = row - (h - 1) / 2, column - (w - 1) / 2
        to_row = round(np.cos(radians) * y - np.sin(radians) * x + (h - 1) / 2)
        to_column = round(np.sin(radians) * y + np.cos(radians) * x + (w - 1) / 2)
        if 0 <= to_row < h and 0 <= to_column < w:
            out[to_row, to_column] = image[row, column]
    return out


@wrong(about="idea")
def quarter_turns_only(image, degrees):
    """Only whole quarter turns are made. A training set needs small angles: compute where each
    pixel comes from, for any angle.
    """
    out = np.zeros_like(image)
    turned = np.rot90(image, round(degrees / 90))
    h, w = min(out.shape[0], turned.shape[0]), min(out.shape[1], turned.shape[1])
    out[:h, :w] = turned[:h, :w]
    return out
