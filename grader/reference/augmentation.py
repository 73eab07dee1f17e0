"""Data augmentation in NumPy: geometric and pixel transforms of images, and mixup.

Images are ``(n, h, w)`` or ``(n, h, w, c)`` with values in [0, 1]; a single image is ``(h, w)`` or
``(h, w, c)``. Rows run down, so dy > 0 moves an image down and dx > 0 to the right. `rng` is a
``numpy.random.Generator``. No function changes its arguments.

References
----------
DeVries and Taylor, arXiv:1708.04552 (cutout; here the square lies wholly inside the image). Zhang,
Cisse, Dauphin and Lopez-Paz, arXiv:1710.09412 (mixup). Simard, Steinkraus and Platt, "Best
practices for convolutional neural networks", ICDAR 2003 (affine distortions of digits).
"""

import numpy as np


def random_flip(images, probability, rng):
    """Mirror each image left to right, independently of the others, with this probability."""
    flipped = rng.random(len(images)) < probability
    return np.where(_per_image(flipped, images), images[:, :, ::-1], images)


def random_shift(images, max_pixels, rng):
    """Move each image by whole pixels; what comes free is 0.

    Parameters
    ----------
    images : ndarray, shape (n, h, w) or (n, h, w, c)
    max_pixels : int
        Less than h and w. dx and dy are independent and uniform on -max_pixels ... max_pixels.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shaped like `images`
    """
    n, h, w = images.shape[:3]
    dy, dx = rng.integers(-max_pixels, max_pixels + 1, size=(2, n, 1))
    margin = (max_pixels, max_pixels)
    padded = np.pad(images, [(0, 0), margin, margin] + [(0, 0)] * (images.ndim - 3))
    rows = max_pixels + np.arange(h) - dy
    columns = max_pixels + np.arange(w) - dx
    return padded[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]


def rotate(image, degrees):
    """Turn an image counter-clockwise, as displayed, about its center.

    Parameters
    ----------
    image : ndarray, shape (h, w) or (h, w, c)
    degrees : float

    Returns
    -------
    ndarray, shaped like `image`
        Bilinear interpolation; 0 outside of the image.
    """
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    return resample(image, np.array([[cos, sin], [-sin, cos]]))


def shear(image, slope):
    """Slant an image: a row that lies d pixels above the center moves slope*d pixels right."""
    return resample(image, np.array([[1.0, 0.0], [slope, 1.0]]))


def zoom(image, factor):
    """Magnify an image about its center by a factor > 0; below 1 it shrinks within its frame."""
    return resample(image, np.eye(2) / factor)


def resample(image, matrix):
    """Give each pixel the value of the place that it comes from.

    Parameters
    ----------
    image : ndarray, shape (h, w) or (h, w, c)
    matrix : ndarray, shape (2, 2)
        Takes a pixel's (row, column), as counted from the center ((h - 1)/2, (w - 1)/2), to the
        place it comes from: the inverse of how the image moves.

    Returns
    -------
    ndarray, shaped like `image`
        Bilinear interpolation; 0 outside of the image.
    """
    h, w = image.shape[:2]
    center = np.array([[h - 1], [w - 1]]) / 2
    source = matrix @ (np.indices((h, w)).reshape(2, -1) - center) + center
    return _bilinear(image, *source.reshape(2, h, w))


def add_noise(images, std, rng):
    """Add Gaussian noise of this standard deviation, then clip to [0, 1]."""
    return np.clip(images + rng.normal(scale=std, size=images.shape), 0.0, 1.0)


def cutout(images, size, rng):
    """Set one square in each image to 0.

    Parameters
    ----------
    images : ndarray, shape (n, h, w) or (n, h, w, c)
    size : int
        Side of the square in pixels, from 1 to min(h, w). It lies wholly inside, at every place
        with the same probability.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shaped like `images`
    """
    n, h, w = images.shape[:3]
    top = rng.integers(0, h - size + 1, size=(n, 1))
    left = rng.integers(0, w - size + 1, size=(n, 1))
    rows = (np.arange(h) >= top) & (np.arange(h) < top + size)
    columns = (np.arange(w) >= left) & (np.arange(w) < left + size)
    square = rows[:, :, None] & columns[:, None, :]
    out = images.copy()
    out[square] = 0.0
    return out


def mixup(x, y, alpha, rng):
    """Mix each sample, inputs and label alike, with a partner from the batch.

    Parameters
    ----------
    x : ndarray, shape (n, ...)
    y : ndarray, shape (n, classes)
        One-hot labels.
    alpha : float
        > 0. Each sample keeps a share lambda ~ Beta(alpha, alpha) of itself: near 0 or 1 for a
        small alpha, near 1/2 for a large one.
    rng : numpy.random.Generator

    Returns
    -------
    x_mixed, y_mixed : ndarray, shaped like `x` and `y`
    """
    own = rng.beta(alpha, alpha, size=len(x))
    partner = rng.permutation(len(x))
    return tuple(
        _per_image(own, part) * part + _per_image(1 - own, part) * part[partner] for part in (x, y)
    )


def _per_image(values, images):
    """One value for each image, shaped to spread over all its pixels."""
    return values.reshape((-1,) + (1,) * (images.ndim - 1))


def _bilinear(image, rows, columns):
    """Values at places between the pixels; the image lies in a plane of zeros."""
    h, w = image.shape[:2]
    padded = np.pad(image, [(1, 1), (1, 1)] + [(0, 0)] * (image.ndim - 2))
    # Farther away than the ring of zeros there are only zeros, as on it.
    rows, columns = np.clip(rows + 1, 0, h + 1), np.clip(columns + 1, 0, w + 1)
    top, left = np.minimum(rows.astype(int), h), np.minimum(columns.astype(int), w)
    across = (...,) + (None,) * (image.ndim - 2)
    down, right = (rows - top)[across], (columns - left)[across]
    upper = (1 - right) * padded[top, left] + right * padded[top, left + 1]
    lower = (1 - right) * padded[top + 1, left] + right * padded[top + 1, left + 1]
    return (1 - down) * upper + down * lower
