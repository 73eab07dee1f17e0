"""Flips, crops and color jitter for batches of color patches."""

from dataclasses import dataclass

import numpy as np

from grader.lab.augmentation.photos import MARGIN, SIDE, WIDE


@dataclass(frozen=True)
class Colors:
    """Random changes of patches with a margin, independently for each patch.

    Parameters
    ----------
    flip : float
        Probability of mirroring left to right.
    crop : bool
        Whether the crop lies anywhere within the margin; otherwise it lies in the middle.
    jitter : float
        Largest change of the light, as in `relit`.
    """

    flip: float = 0.0
    crop: bool = False
    jitter: float = 0.0

    def __call__(self, patches, labels, rng):
        """Change patches (n, WIDE * WIDE * 3) to (n, SIDE, SIDE, 3); the labels stay."""
        n = len(patches)
        images = patches.reshape(n, WIDE, WIDE, 3)
        starts = rng.integers(2 * MARGIN + 1, size=(2, n)) if self.crop else np.full((2, n), MARGIN)
        rows, columns = starts[:, :, None] + np.arange(SIDE)
        out = images[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None]]
        flipped = rng.random(n) < self.flip
        out[flipped] = out[flipped, :, ::-1]
        return (relit(out, self.jitter, rng) if self.jitter else out), labels


def relit(images, most, rng):
    """Change brightness and color of each image as another light would.

    Parameters
    ----------
    images : ndarray, shape (n, h, w, 3)
    most : float
        The logarithm of the factor of a whole image lies between -most and most; each channel has
        one of its own besides, half as large.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (n, h, w, 3)
        Clipped to [0, 1].
    """
    n = len(images)
    logs = rng.uniform(-most, most, (n, 1, 1, 1)) + rng.uniform(-most, most, (n, 1, 1, 3)) / 2
    return np.minimum(images * np.exp(logs).astype(images.dtype), 1)
