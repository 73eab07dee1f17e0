"""Means over seeds and how far to trust them."""

import numpy as np


def half_width(values):
    """Half of the 95 % t interval of the mean over the last axis.

    Parameters
    ----------
    values : ndarray, shape (..., seeds)
        At least two seeds.

    Returns
    -------
    ndarray, shape (...)
    """
    from scipy.stats import t

    seeds = values.shape[-1]
    return t.ppf(0.975, seeds - 1) * values.std(axis=-1, ddof=1) / np.sqrt(seeds)


def in_percent(values):
    """Mean and 95 % interval of shares over seeds, as text such as ``87.2 ± 1.3``.

    Parameters
    ----------
    values : ndarray, shape (seeds,)
    """
    return f"{100 * np.mean(values):.1f} ± {100 * half_width(np.asarray(values)):.1f}"
