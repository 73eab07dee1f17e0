"""MNIST-1D, signals of 40 values in ten classes, and ways to augment them."""

from dataclasses import dataclass

import numpy as np


def shift(signals, most, rng):
    """Move signals (n, d) by -most ... most places; the ends are filled with the last value."""
    n, d = signals.shape
    padded = np.pad(signals, ((0, 0), (most, most)), mode="edge")
    start = most - rng.integers(-most, most + 1, size=(n, 1))
    return np.take_along_axis(padded, start + np.arange(d), axis=1)


@dataclass(frozen=True)
class Shift:
    """Shifts by up to `most` places, called as the transforms of images are."""

    most: int

    def __call__(self, signals, labels, rng):
        """Move signals (n, d); the labels (n,) come back as they are."""
        return shift(signals, self.most, rng), labels


def add_noise(signals, std, rng):
    """Add Gaussian noise; signals know no limits, so that nothing is clipped."""
    return signals + rng.normal(scale=std, size=signals.shape)


def scale(signals, most, rng):
    """Multiply each signal by a factor between 1 - most and 1 + most."""
    return signals * rng.uniform(1 - most, 1 + most, size=(len(signals), 1))


def turn_over(signals, rng):
    """Change the sign of half of the signals."""
    return signals * rng.choice([-1, 1], size=(len(signals), 1))
