"""Inputs that several checks of this lesson draw."""

import numpy as np


def kernels(rng):
    """Kernels of 1 to 5 dimensions; neither the first nor the last is the largest.

    One has a single weight, and one comes twice.
    """
    shapes = (4, 3), (3, 2, 2, 3), (5,), (2, 3, 2), (2, 1, 2, 1, 2), (3, 3)
    first, *others = (rng.normal(size=shape) for shape in shapes)
    return [first, np.array([[-1.5]]), *others[:2], first.copy(), *others[2:]]


def small_kernel(rng):
    """Four weights that are easily added up in one's head, of both signs."""
    weights = np.array([[2.5, 1.0], [0.5, 1.5]]) * rng.permutation([1, 1, -1, -1]).reshape(2, 2)
    # A sum below 0 tells the absolute value of a sum from the sum itself.
    return -weights if weights.sum() > 0 else weights


def variations(kernel):
    """The kernel; it doubled, without signs, in another order, and twice, one below the other.

    Which of them cost the same, twice or four times as much tells sums, squares, means and norms
    from each other.
    """
    other_order = kernel.ravel()[[0, 2, 3, 1]].reshape(2, 2)
    return [kernel, 2 * kernel, np.abs(kernel), other_order, np.vstack([kernel, kernel])]


def with_small_ones(rng, shape):
    """Weights of both signs, one of which is exactly 0 and some are close to it."""
    w = rng.uniform(0.2, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    w.flat[:6] = 0.9, -1.3, 0.02, -0.03, 0.0, -0.6
    return w


def rows(rng, n_features):
    """24 rows for a model, some of them so large that an activation with an upper limit shows."""
    scale = np.where(np.arange(24) % 3, 1.0, 10.0)[:, np.newaxis]
    return (scale * rng.normal(size=(24, n_features))).astype("float32")


def regression(rng, n, d):
    """Features and targets whose means are far from 0, the targets linear but for some noise."""
    features = rng.uniform(1.0, 3.0, size=d) + rng.normal(size=(n, d))
    targets = features @ rng.normal(size=d) + 0.3 * rng.normal(size=n)
    return features, targets - targets.mean() + rng.uniform(4.0, 8.0)
