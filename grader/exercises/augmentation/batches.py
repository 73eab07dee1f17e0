"""What the checks of batch transforms share: which images of two batches are the same."""

import numpy as np

# Lets float32 pass; values are in [0, 1].
TOLERANCE = 1e-5


def same(one, other):
    """For each image, whether two batches have the same one; NaN is like nothing."""
    near = np.abs(one - other) <= TOLERANCE
    return near.all(axis=tuple(range(1, near.ndim)))


def whole(values, images):
    """One value for each image, shaped to spread over all its pixels."""
    return np.reshape(values, (-1,) + (1,) * (images.ndim - 1))
