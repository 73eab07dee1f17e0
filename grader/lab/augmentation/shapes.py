"""Shapes of 32 x 32 pixels, drawn from formulas: what a transform does to them is easy to see."""

import numpy as np

SIDE = 32
FINE = 4
"""Each pixel is the mean of FINE x FINE points, which smooths the edges."""


def _plane():
    """Coordinates x, to the right, and y, up, from -1 to 1; shape (SIDE * FINE,) each way."""
    ticks = (np.arange(SIDE * FINE) + 0.5) / (SIDE * FINE / 2) - 1
    return np.meshgrid(ticks, -ticks)


def _disc(x, y):
    return x**2 + y**2 < 0.36


def _ring(x, y):
    return _disc(x, y) & (x**2 + y**2 > 0.12)


def _square(x, y):
    return np.maximum(np.abs(x), np.abs(y)) < 0.5


def _diamond(x, y):
    return np.abs(x) + np.abs(y) < 0.7


def _triangle(x, y):
    return (y > -0.45) & (y < 0.65 - 1.8 * np.abs(x))


def _cross(x, y):
    return (np.minimum(np.abs(x), np.abs(y)) < 0.15) & (np.maximum(np.abs(x), np.abs(y)) < 0.6)


def _arrow(x, y):
    shaft = (np.abs(y) < 0.12) & (x > -0.65) & (x < 0.2)
    head = (x > 0.1) & (x < 0.65) & (np.abs(y) < 0.75 * (0.65 - x))
    return shaft | head


def _letter_l(x, y):
    stem = (np.abs(x + 0.25) < 0.13) & (np.abs(y) < 0.6)
    return stem | ((x > -0.38) & (x < 0.4) & (np.abs(y + 0.47) < 0.13))


FORMULAS = {
    "disc": _disc,
    "ring": _ring,
    "square": _square,
    "diamond": _diamond,
    "triangle": _triangle,
    "cross": _cross,
    "arrow to the right": _arrow,
    "letter L": _letter_l,
}


def shapes():
    """All shapes, white on black.

    Returns
    -------
    dict of str to ndarray, shape (32, 32)
        Values from 0 to 1, gray along the edges.
    """
    x, y = _plane()
    return {name: _smooth(formula(x, y)) for name, formula in FORMULAS.items()}


def _smooth(inside):
    return inside.reshape(SIDE, FINE, SIDE, FINE).mean(axis=(1, 3))
