"""Where the pixels of a turned image come from, and which turns have but one thing wrong."""

import itertools

import numpy as np

# Coordinates in float32 are a little off.
ATOL = 1e-4
# A source this near to the border may have been moved across it by rounding.
MARGIN = 1e-3


def sources(shape, degrees, center=None):
    """Row and column that each pixel comes from when an image turns counter-clockwise.

    Parameters
    ----------
    shape : (int, int)
    degrees : float
    center : (float, float), optional

    Returns
    -------
    ndarray, shape (2, h, w)
    """
    middle = np.array([(k - 1) / 2 for k in shape] if center is None else center)[:, None]
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    places = np.indices(shape).reshape(2, -1) - middle
    return (np.array([[cos, sin], [-sin, cos]]) @ places + middle).reshape(2, *shape)


def beyond(source):
    """How many pixels outside of the image each source lies; below 0 for those inside."""
    last = np.reshape(np.array(source.shape[1:]) - 1, (2, 1, 1))
    return np.max(np.abs(source - last / 2) - last / 2, axis=0)


def looked_up(image, source):
    """Bilinear values at the sources; outside, those of the nearest place inside."""
    from scipy import ndimage

    return ndimage.map_coordinates(image, source, order=1, mode="nearest")


def brightest(image, source):
    """The largest values that may come of sources less than a pixel outside.

    They are blended with the 0 beyond the border; up to half a pixel outside, a pixel of the border
    may count as a square that is still hit, as in Pillow.
    """
    from scipy import ndimage

    blended = ndimage.map_coordinates(image, source, order=1, mode="grid-constant")
    return np.where(beyond(source) <= 0.5 + MARGIN, looked_up(image, source), blended)


def central(shape):
    """Pixels so near to the center that a turn about almost any center keeps them inside."""
    y, x = (np.arange(k) - (k - 1) / 2 for k in shape)
    return np.hypot(y[:, None], x) <= min(shape) / 4


def blends(image, out, degrees):
    """Whether each pixel blends the four around its source, for some angle and center.

    Such as for a turn in the wrong direction or about the wrong center.
    """
    h, w = image.shape
    angles = degrees, -degrees, np.rad2deg(degrees), -np.rad2deg(degrees)
    centers = None, (h / 2, w / 2), (h // 2, w // 2), (0, 0), ((w - 1) / 2, (h - 1) / 2)
    for angle, center in itertools.product(angles, centers):
        source = sources(image.shape, angle, center)
        inside = beyond(source) < -MARGIN
        error = np.abs(looked_up(image, source) - out)[inside]
        if error.size >= 8 and np.all(error <= ATOL):
            return True
    return False
