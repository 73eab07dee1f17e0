"""What the last lesson adds: soft labels, adversarial examples, and ways to choose a model.

References
----------
Szegedy et al., arXiv:1512.00567 (label smoothing). Goodfellow, Shlens, Szegedy, arXiv:1412.6572
(fast gradient sign method). Bergstra and Bengio: "Random search for hyper-parameter optimization",
JMLR 13 (2012). Breiman, Friedman, Olshen, Stone: "Classification and regression trees", 1984 (the
rule of one standard error).
"""

import numpy as np


def label_smoothing(one_hot, smoothing):
    """Mix one-hot labels with the uniform distribution.

    Parameters
    ----------
    one_hot : ndarray, shape (n, n_classes)
    smoothing : float
        Share of the uniform distribution, from 0 to 1.

    Returns
    -------
    ndarray, shape (n, n_classes)
        Every row still adds up to 1.
    """
    return (1 - smoothing) * one_hot + smoothing / one_hot.shape[1]


def fgsm(x, gradient, epsilon):
    """Fast gradient sign method: move every pixel by epsilon in the direction that hurts.

    Parameters
    ----------
    x : ndarray, any shape
        Values in [0, 1].
    gradient : ndarray, shaped like `x`
        Of the loss with respect to `x`.
    epsilon : float
        0 or more.

    Returns
    -------
    ndarray, shaped like `x`
        Clipped to [0, 1].
    """
    return np.clip(x + epsilon * np.sign(gradient), 0.0, 1.0)


def random_search(space, n_trials, rng):
    """Draw settings to try, each by itself.

    Parameters
    ----------
    space : dict
        From a name to ``("log", low, high)``, ``("linear", low, high)`` or a list of choices.
    n_trials : int
    rng : numpy.random.Generator

    Returns
    -------
    list of dict
        One a trial, from each name to a float within [low, high] or to one of the choices.
    """
    return [{name: _draw(range_, rng) for name, range_ in space.items()} for _ in range(n_trials)]


def _draw(range_, rng):
    if isinstance(range_, list):
        return range_[rng.integers(len(range_))]
    scale, low, high = range_
    if scale == "linear":
        return float(rng.uniform(low, high))
    value = np.exp(rng.uniform(np.log(low), np.log(high)))
    return float(np.clip(value, low, high))  # exp(log(high)) may round to more than high


def one_standard_error_rule(mean_errors, standard_errors, complexity):
    """The least complex candidate that cannot be told from the best one.

    Parameters
    ----------
    mean_errors, standard_errors : ndarray, shape (n,)
        Of each candidate's validation error.
    complexity : ndarray, shape (n,)

    Returns
    -------
    int
        Its index: of those whose mean error is at most the best one's plus the best one's standard
        error, the one of least complexity.
    """
    best = np.argmin(mean_errors)
    good_enough = mean_errors <= mean_errors[best] + standard_errors[best]
    return int(np.argmin(np.where(good_enough, complexity, np.inf)))
