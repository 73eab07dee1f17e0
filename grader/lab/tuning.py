"""Each arm of a comparison at its own best learning rate."""

import numpy as np

RATES = (3e-4, 1e-3, 3e-3, 1e-2, 3e-2)
"""Learning rates of Adam, half a decade apart, that hold the best one of every network here."""


def best_rate(score, rates=RATES):
    """The rate with the best validation score.

    Parameters
    ----------
    score : callable
        ``score(rate)`` gives one number a seed, the larger the better; NaN counts as the worst.
    rates : sequence of float

    Returns
    -------
    float
    """
    means = [np.mean(np.nan_to_num(score(rate), nan=-np.inf)) for rate in rates]
    return rates[int(np.argmax(means))]
