"""Validation curves, in eighths: sums and differences of them are exact in floating point."""

import numpy as np


def curve(rng):
    """A noisy curve that falls and then rises; no value comes twice.

    Returns
    -------
    ndarray, shape (epochs,)
    """
    epochs = np.arange(int(rng.integers(14, 22)))
    level, pace = rng.uniform(-3.0, 9.0), rng.uniform(2.0, 6.0)
    noisy = level + 5 * np.exp(-epochs / pace) + 0.1 * epochs
    noisy += rng.normal(scale=0.6, size=len(epochs))
    order, losses = np.argsort(noisy), np.empty(len(epochs))
    # In order of size, each is at least an eighth above the one before.
    losses[order] = np.maximum.accumulate(np.round(8 * noisy[order]) - epochs) + epochs
    return losses / 8


def through_zero(rng):
    """A curve of which a value below all before is 0; shape (epochs,)."""
    losses = curve(rng)
    return losses - rng.choice(np.unique(np.minimum.accumulate(losses)))


def walk(rng):
    """A curve of steps up and down, many small and alike, few greater ones; shape (epochs,)."""
    steps = rng.choice([-6, -3, -2, -2, -1, -1, 0, 1, 2, 3], size=int(rng.integers(14, 22)))
    return (40 + np.cumsum(steps)) / 8


def longest_wait(losses):
    """The greatest number of epochs in a row in which a curve is not below all before."""
    waits, best = [0], losses[0]
    for loss in losses[1:]:
        waits.append(0 if loss < best else waits[-1] + 1)
        best = min(best, loss)
    return max(waits)
