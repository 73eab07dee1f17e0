"""Wrong ways to turn an image, called like `rotate`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def pulled(
    image, degrees, *, order=1, mode="grid-constant", cval=0.0, centre=None, sines=(1, -1), axes=1
):
    """Turned by looking back, with whatever a mistake gets wrong."""
    from scipy import ndimage

    radians, (h, w) = np.deg2rad(degrees), image.shape
    middle = np.array([[h - 1], [w - 1]]) / 2 if centre is None else np.array(centre)[:, None]
    back = np.array([[np.cos(radians), sines[0] * np.sin(radians)]] * 2)
    back[1] = sines[1] * np.sin(radians), np.cos(radians)
    source = back @ (np.indices((h, w)).reshape(2, -1) - middle) + middle
    out = ndimage.map_coordinates(image, source.round(9)[::axes], order=order, mode=mode, cval=cval)
    return out.reshape(h, w)


def cut_off(rule):
    """The same wrong turn, with 0 instead of a blend for a source less than a pixel outside."""

    def answer(image, degrees):
        return rule(image, degrees, mode="constant")

    answer.__name__, answer.__doc__ = f"{rule.__name__}_cut_off", rule.__doc__
    return answer


def clockwise(image, degrees, mode="grid-constant"):
    """It turns clockwise: rows run down, so that the usual formula turns the other way on
    screen.
    """
    return pulled(image, -degrees, mode=mode)


def degrees_for_radians(image, degrees, mode="grid-constant"):
    """np.sin and np.cos take radians; this hands them degrees."""
    return pulled(image, np.rad2deg(degrees), mode=mode)


def nearest_neighbour(image, degrees):
    """Each pixel takes its nearest neighbour; bilinear interpolation blends the four round it."""
    return pulled(image, degrees, order=0)


def cubic_splines(image, degrees):
    """Splines of third order come from scipy by default; bilinear interpolation is order=1."""
    from scipy import ndimage

    return ndimage.rotate(image, degrees, reshape=False)


def grows_the_frame(image, degrees):
    """The frame grows with the image, as with reshape=True; the result keeps the image's shape."""
    from scipy import ndimage

    return ndimage.rotate(image, degrees, order=1)


def about_half_the_size(image, degrees, mode="grid-constant"):
    """The centre is taken for (h/2, w/2): pixels count from 0 to h - 1, so it is ((h - 1)/2, (w -
    1)/2).
    """
    h, w = image.shape
    return pulled(image, degrees, centre=(h / 2, w / 2), mode=mode)


def about_a_whole_pixel(image, degrees, mode="grid-constant"):
    """The centre is rounded to a whole pixel, (h//2, w//2); with an even side it lies between
    two.
    """
    h, w = image.shape
    return pulled(image, degrees, centre=(h // 2, w // 2), mode=mode)


def about_the_corner(image, degrees, mode="grid-constant"):
    """It turns about the corner (0, 0); measure places from the centre."""
    return pulled(image, degrees, centre=(0.0, 0.0), mode=mode)


def swaps_the_centre(image, degrees, mode="grid-constant"):
    """The centre's row and column are swapped, which only a square forgives."""
    h, w = image.shape
    return pulled(image, degrees, centre=((w - 1) / 2, (h - 1) / 2), mode=mode)


def sines_of_one_sign(image, degrees, mode="grid-constant"):
    """The two sines have the same sign, which slants the image: one of them must be negative."""
    return pulled(image, degrees, sines=(1, 1), mode=mode)


def sines_of_the_other_sign(image, degrees, mode="grid-constant"):
    """The two sines have the same sign, which slants the image: one of them must be positive."""
    return pulled(image, degrees, sines=(-1, -1), mode=mode)


def exchanges_rows_and_columns(image, degrees, mode="grid-constant"):
    """Rows and columns are exchanged where the image is looked up: an array has its rows first."""
    return pulled(image, degrees, axes=-1, mode=mode)


def repeats_the_edge(image, degrees):
    """Outside, the edge is repeated; there must be 0."""
    return pulled(image, degrees, mode="nearest")


def wraps_round(image, degrees):
    """What leaves on one side comes back on the other; outside there must be 0."""
    return pulled(image, degrees, mode="grid-wrap")


def mirrors_the_edge(image, degrees):
    """Outside, the image is mirrored; there must be 0."""
    return pulled(image, degrees, mode="reflect")


def white_outside(image, degrees):
    """Outside there is white; there must be 0."""
    return pulled(image, degrees, cval=1.0)


def sends_pixels_forward(image, degrees):
    """Pixels are sent forward to where they go, rounded: some places get none and stay black. Go
    through the places of the result and look back.
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


def loses_the_last_row(image, degrees):
    """The last row and column are lost: a source just on them is inside, its weight for the
    neighbour beyond is 0.
    """
    radians, (h, w) = np.deg2rad(degrees), image.shape
    y, x = np.indices((h, w)) - np.reshape([(h - 1) / 2, (w - 1) / 2], (2, 1, 1))
    row = np.cos(radians) * y + np.sin(radians) * x + (h - 1) / 2
    column = np.cos(radians) * x - np.sin(radians) * y + (w - 1) / 2
    within = (row >= 0) & (row < h - 1) & (column >= 0) & (column < w - 1)
    return np.where(within, pulled(image, degrees), 0.0)


def quarter_turns_only(image, degrees):
    """Only whole quarter turns are made; every angle is asked for."""
    out = np.zeros_like(image)
    turned = np.rot90(image, round(degrees / 90))
    h, w = min(out.shape[0], turned.shape[0]), min(out.shape[1], turned.shape[1])
    out[:h, :w] = turned[:h, :w]
    return out


MISTAKES = (
    clockwise,
    degrees_for_radians,
    nearest_neighbour,
    cubic_splines,
    grows_the_frame,
    about_half_the_size,
    about_a_whole_pixel,
    about_the_corner,
    swaps_the_centre,
    sines_of_one_sign,
    sines_of_the_other_sign,
    exchanges_rows_and_columns,
    repeats_the_edge,
    wraps_round,
    mirrors_the_edge,
    white_outside,
    sends_pixels_forward,
    loses_the_last_row,
    quarter_turns_only,
    *map(
        cut_off,
        (
            clockwise,
            degrees_for_radians,
            about_half_the_size,
            about_a_whole_pixel,
            about_the_corner,
            swaps_the_centre,
            sines_of_one_sign,
            sines_of_the_other_sign,
            exchanges_rows_and_columns,
        ),
    ),
)
