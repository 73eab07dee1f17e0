"""What the checks of batch transforms share: batches of images, and which ones are the same."""

import numpy as np

# Lets float32 pass; values are in [0, 1].
TOLERANCE = 1e-5

LETTER = np.array(
    [
        [0, 0, 0, 0, 0],
        [0, 1, 1, 1, 0],
        [0, 1, 0, 0, 0],
        [0, 1, 1, 0, 0],
        [0, 1, 0, 0, 0],
        [0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ],
    dtype=bool,
)
"""An F: turned or mirrored, it never looks like itself."""


def letters(rng, shape):
    """Images of a bright F on gray; no two pixels are equal, and none is black or white.

    Parameters
    ----------
    rng : numpy.random.Generator
    shape : tuple of int
        ``(n, h, w)`` or ``(n, h, w, c)``; channels differ in how bright their F is.

    Returns
    -------
    ndarray
        Values between 0.2 and 0.95.
    """
    rows, columns = (np.arange(k) * m // k for k, m in zip(shape[1:3], LETTER.shape, strict=True))
    letter = LETTER[np.ix_(rows, columns)]
    bright = 0.45
    if len(shape) == 4:
        letter, bright = letter[..., None], np.linspace(0.45, 0.2, shape[3])
    return rng.uniform(0.2, 0.5, size=shape) + bright * letter


def same(one, other):
    """For each image, whether two batches have the same one; NaN is like nothing."""
    near = np.abs(one - other) <= TOLERANCE
    return near.all(axis=tuple(range(1, near.ndim)))


def whole(values, images):
    """One value for each image, shaped to spread over all its pixels."""
    return np.reshape(values, (-1,) + (1,) * (images.ndim - 1))
