"""A penalized problem of two weights, small enough to be drawn and solved at once."""

import numpy as np

BEST = np.array([2.0, 0.7])
"""Where the loss alone is smallest."""


def gram(correlation):
    """Curvature of the loss for two standardized features, shape (2, 2)."""
    return np.array([[1.0, correlation], [correlation, 1.0]])


def loss(w, curvature, best=BEST):
    """Half of (w - best)^T curvature (w - best).

    Parameters
    ----------
    w : ndarray, shape (..., 2)
    curvature : ndarray, shape (2, 2)
    best : ndarray, shape (2,)

    Returns
    -------
    ndarray, shape (...)
    """
    off = w - best
    return 0.5 * np.einsum("...i,ij,...j", off, curvature, off)


def solve(curvature, l1, l2, best=BEST, n_steps=250):
    """Minimize loss + l1 * sum of abs(w) + l2 * sum of w^2 by proximal gradient steps.

    Parameters
    ----------
    curvature : ndarray, shape (2, 2)
    l1, l2 : ndarray, shape (k,)
        k problems at once.
    best : ndarray, shape (2,)
    n_steps : int

    Returns
    -------
    ndarray, shape (k, 2)
    """
    l1, l2 = np.asarray(l1)[:, None], np.asarray(l2)[:, None]
    step = 1 / (np.linalg.eigvalsh(curvature)[-1] + 2 * l2)
    w = np.zeros((len(l1), 2))
    for _ in range(n_steps):
        w = w - step * ((w - best) @ curvature + 2 * l2 * w)
        w = np.sign(w) * np.maximum(np.abs(w) - step * l1, 0)
    return w


def closest_on_ball(curvature, best, kind, n_points=2001):
    """The point of smallest loss on the border of a ball of radius 1.

    Parameters
    ----------
    curvature : ndarray, shape (2, 2)
    best : ndarray, shape (2,)
        Outside of the ball.
    kind : {"L1", "L2"}
    n_points : int
        Points of each quarter of the border that are tried; its ends lie on the axes.

    Returns
    -------
    ndarray, shape (2,)
    """
    points = border(kind, n_points)
    return points[loss(points, curvature, best).argmin()]


def border(kind, n_points=200):
    """Points of the border of the unit ball of L1 or L2, shape (4 * n_points, 2)."""
    t = np.linspace(0, 1, n_points)
    x, y = (1 - t, t) if kind == "L1" else (np.cos(t * np.pi / 2), np.sin(t * np.pi / 2))
    x[-1] = y[0] = 0.0
    quarters = ((x, y), (-y, x), (-x, -y), (y, -x))
    return np.concatenate([np.stack(quarter, axis=1) for quarter in quarters])
