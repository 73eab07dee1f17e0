"""Inputs that several checks of this lesson draw."""


def kernels(rng):
    """Kernels of a dense, a depthwise and a convolution layer: of 2, 1 and 4 dimensions."""
    return [rng.normal(size=shape) for shape in ((4, 3), (5,), (3, 2, 2, 3))]


def regression(rng, n, d):
    """Features and targets whose means are far from 0, the targets linear but for some noise."""
    features = rng.uniform(1.0, 3.0, size=d) + rng.normal(size=(n, d))
    targets = 4.0 + features @ rng.normal(size=d) + 0.3 * rng.normal(size=n)
    return features, targets
