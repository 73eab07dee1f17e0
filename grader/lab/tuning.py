"""Each arm of a comparison at its own best learning rate."""

import numpy as np

RATES = (3e-4, 1e-3, 3e-3, 1e-2, 3e-2)
"""Learning rates of Adam, half a decade apart, that hold the best one of every network here."""


def at_best_rate(train, score, rates):
    """Train at every rate, and keep the training with the best validation score.

    Parameters
    ----------
    train : callable
        ``train(rate)`` gives what `score` takes.
    score : callable
        ``score(trained)`` gives one number a seed, the larger the better; NaN counts as the worst.
    rates : sequence of float

    Returns
    -------
    object
        What `train` gave at that rate.
    """
    trained = [train(rate) for rate in rates]
    means = [np.mean(np.nan_to_num(score(one), nan=-np.inf)) for one in trained]
    return trained[int(np.argmax(means))]
