"""Random transforms of whole batches at once, for experiments with thousands of small images."""

from dataclasses import dataclass

import numpy as np

from grader.reference import augmentation as reference


@dataclass(frozen=True)
class Augment:
    """Random transforms, each within its range, uniformly and independently for each image.

    Parameters
    ----------
    rotate, shear : float
        Largest angle in degrees, in either direction.
    shift : float
        Largest shift in pixels, each way.
    zoom : float
        Magnification between 1 - zoom and 1 + zoom.
    flip, upside_down : float
        Probability of mirroring left to right, and top to bottom.
    noise : float
        Standard deviation of Gaussian noise.
    cutout : int
        Side of the square that is set to 0; 0 for none.
    nearest : bool
        Fill what comes free with the nearest pixel instead of 0.
    """

    rotate: float = 0.0
    shift: float = 0.0
    shear: float = 0.0
    zoom: float = 0.0
    flip: float = 0.0
    upside_down: float = 0.0
    noise: float = 0.0
    cutout: int = 0
    nearest: bool = False

    def __call__(self, images, labels, rng):
        """Transform images (n, h, w); the labels (n,) come back as they are."""
        matrices, offsets = self._draw(len(images), rng)
        out = warp(images, matrices, offsets, self.nearest)
        if self.noise:
            out = reference.add_noise(out, self.noise, rng)
        if self.cutout:
            out = reference.cutout(out, self.cutout, rng)
        return out, labels

    def _draw(self, n, rng):
        """Matrices (n, 2, 2) from a pixel to its source, and shifts (n, 2) in pixels."""
        turn = np.deg2rad(rng.uniform(-self.rotate, self.rotate, n))
        slope = np.tan(np.deg2rad(rng.uniform(-self.shear, self.shear, n)))
        scale = 1 / rng.uniform(1 - self.zoom, 1 + self.zoom, (n, 1))
        down = np.where(rng.random(n) < self.upside_down, -1, 1)
        across = np.where(rng.random(n) < self.flip, -1, 1)
        cos, sin = np.cos(turn), np.sin(turn)
        rotation = np.stack([cos, sin, -sin, cos], axis=1).reshape(n, 2, 2)
        slant = np.tile(np.eye(2), (n, 1, 1))
        slant[:, 1, 0] = slope
        mirror = np.stack([down, across], axis=1) * scale
        return mirror[:, :, None] * (slant @ rotation), rng.uniform(-self.shift, self.shift, (n, 2))


@dataclass(frozen=True)
class Mixup:
    """mixup for a network that takes integer labels.

    A mixed image gets its own label with probability lambda, else its partner's. Cross-entropy
    is linear in the label, so that the expected loss is the one of the mixed label.

    Parameters
    ----------
    alpha : float
        Of the Beta distribution of lambda.
    """

    alpha: float

    def __call__(self, images, labels, rng):
        """Mix images (n, h, w) and draw a label (n,) for each."""
        mixed, shares = reference.mixup(images, np.eye(10)[labels], self.alpha, rng)
        drawn = rng.random((len(labels), 1)) > np.cumsum(shares, axis=1)
        return mixed, np.minimum(drawn.sum(axis=1), 9)


def warp(images, matrices, offsets, nearest=False):
    """Give each pixel of each image the value of the place that it comes from, bilinearly.

    Parameters
    ----------
    images : float ndarray, shape (n, h, w)
    matrices : ndarray, shape (n, 2, 2)
        From a pixel's (row, column), counted from the center, to its source.
    offsets : ndarray, shape (n, 2)
        How far the images move down and to the right, in pixels.
    nearest : bool
        Outside is the nearest pixel; otherwise 0.

    Returns
    -------
    ndarray, shape (n, h, w)
    """
    h, w = images.shape[1:]
    center = np.array([[h - 1], [w - 1]]) / 2
    pixels = np.indices((h, w)).reshape(2, -1) - center
    moved = center - matrices @ offsets[:, :, None]
    source = matrices.astype(images.dtype) @ pixels.astype(images.dtype)
    source += moved.astype(images.dtype)
    if nearest:
        np.clip(source, 0, 2 * center, out=source)
    # One ring of zeros: farther away there is nothing else either.
    source = np.clip(source + 1, 0, 2 * center + 2, dtype=images.dtype)
    return _fetched(images, source[:, 0], source[:, 1])


def _fetched(images, row, column):
    """Values at places (n, h * w) of the images within their ring of zeros, between four pixels."""
    n, h, w = images.shape
    top, left = row.astype(np.int32), column.astype(np.int32)
    down, right = row - top, column - left
    # The last row and column of zeros are neighbors that count nothing.
    flat = np.pad(images, ((0, 0), (1, 2), (1, 2))).ravel()
    place = top * (w + 3) + left + (np.arange(n, dtype=np.int32) * ((h + 3) * (w + 3)))[:, None]
    upper, upper_right = flat[place], flat[place + 1]
    place += w + 3
    lower, lower_right = flat[place], flat[place + 1]
    upper += right * (upper_right - upper)
    lower += right * (lower_right - lower)
    return (upper + down * (lower - upper)).reshape(n, h, w)
