"""Many configurations trained at once, each at a learning rate of its own where that is asked."""

import numpy as np

from grader.lab.tuning import RATES


def at_own_rates(run, tuned, rates=RATES, usual=1e-3):
    """What `run(rate)` found, at the usual rate or for each configuration at its best one.

    Parameters
    ----------
    run : callable
        ``run(rate)`` gives a dict of arrays of shape (configurations, seeds), among them
        "validation", by whose mean a rate is chosen; NaN counts as the worst.
    tuned : bool
    rates : sequence of float
    usual : float

    Returns
    -------
    dict of str to ndarray, shape (configurations, seeds)
    """
    if not tuned:
        return run(usual)
    found = [run(rate) for rate in rates]
    scores = [np.nan_to_num(each["validation"], nan=-np.inf).mean(axis=1) for each in found]
    best = np.argmax(scores, axis=0)
    return {
        name: np.array([found[place][name][row] for row, place in enumerate(best)])
        for name in found[0]
    }
