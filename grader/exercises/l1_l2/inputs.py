"""Inputs that several checks of this lesson draw."""


def kernels(rng):
    """Kernels of 2, 4 and 1 dimensions; neither the first nor the last is the largest."""
    return [rng.normal(size=shape) for shape in ((4, 3), (3, 2, 2, 3), (5,))]


def regression(rng, n, d):
    """Features and targets whose means are far from 0, the targets linear but for some noise."""
    features = rng.uniform(1.0, 3.0, size=d) + rng.normal(size=(n, d))
    targets = 4.0 + features @ rng.normal(size=d) + 0.3 * rng.normal(size=n)
    return features, targets
