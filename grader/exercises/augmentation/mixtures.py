"""What samples that were mixed are made of: one-hot inputs show it."""

import numpy as np

from grader.criteria.chance import FALSE_ALARM, SIGMAS, may_be_at_rate
from grader.exercises.augmentation.batches import TOLERANCE

N = 12
CALLS = 220


class Mixtures:
    """What the samples of many batches are made of.

    Parameters
    ----------
    mix : callable
        ``mix(x, y, rng)`` gives (x_mixed, y_mixed).
    rng : numpy.random.Generator
        For all calls.

    Attributes
    ----------
    flaw, labels : str
        What is wrong with the inputs and with the labels, in words.
    shares : list of ndarray
        What samples with a partner kept of themselves, one array a call.
    partners : integer ndarray, shape (calls, n)
        -1 for none, or the sample itself.
    """

    def __init__(self, mix, rng):
        made = [mix(np.eye(N), np.eye(N), rng) for _ in range(CALLS)]
        inputs, labels = (np.array(part, dtype=float) for part in zip(*made, strict=True))
        own = np.diagonal(inputs, axis1=1, axis2=2)
        others = inputs * (1 - np.eye(N))
        other = others.max(axis=2)
        self.flaw = _flaw(own, others)
        self.labels = "" if np.allclose(inputs, labels, atol=TOLERANCE) else _labels(inputs, labels)
        # A lambda of all but 1 hides its partner; alphas are such that this is rare.
        visible = other > 1e-6
        self.partners = np.where(visible, others.argmax(axis=2), -1)
        self.shares = [kept[seen] for kept, seen in zip(own, visible, strict=True) if seen.any()]


def _flaw(own, others):
    """What keeps the inputs from being mixtures of two, in words."""
    if not np.all(np.isfinite(own + others.sum(axis=2))):
        return "some values are not finite"
    if np.all(np.abs(others) <= TOLERANCE) and np.all(np.abs(own - 1) <= TOLERANCE):
        return "nothing is mixed"
    if np.min(own) < -TOLERANCE or np.min(others) < -TOLERANCE:
        return "some weights are negative"
    if np.any(np.sum(others > TOLERANCE, axis=2) > 1):
        return "some are made of more than two samples"
    if np.any(np.abs(own + others.sum(axis=2) - 1) > TOLERANCE):
        return "the two weights do not add up to 1"
    return ""


def _labels(inputs, labels):
    """How labels differ that are not mixed as the inputs are, in words."""
    eye = np.eye(N)
    if np.allclose(labels, eye, atol=TOLERANCE):
        return "the labels are not mixed"
    if np.all((np.abs(labels) <= TOLERANCE) | (np.abs(labels - 1) <= TOLERANCE)):
        return "the labels still are one-hot"
    kept = [np.diagonal(part, axis1=1, axis2=2) for part in (inputs, labels)]
    mixed = (kept[0] < 1 - TOLERANCE) & (kept[1] < 1 - TOLERANCE)
    if np.allclose(kept[0][mixed], 1 - kept[1][mixed], atol=TOLERANCE):
        return "the two weights are swapped in the labels"
    partners = [(part * (1 - eye)).argmax(axis=2) for part in (inputs, labels)]
    if np.array_equal(partners[0][mixed], partners[1][mixed]):
        return "the labels have another lambda"
    return "the labels have other partners"


def wrong_lambda(shares, alpha):
    """What is wrong with lambda, in words, by one of each call: a batch may have one in common."""
    from scipy import stats

    drawn = np.array([kept[0] for kept in shares])
    if len(drawn) < CALLS / 2:
        return "too few samples have a partner"
    if np.ptp(drawn) <= TOLERANCE:
        return "lambda always is the same"
    if drawn.min() >= 0.5 - TOLERANCE or drawn.max() <= 0.5 + TOLERANCE:
        return f"lambda is never {'below' if drawn.min() > 0.4 else 'above'} one half"
    beta = stats.beta(alpha, alpha)
    variance = beta.var()
    fourth = (beta.stats("k") + 3) * variance**2
    errors = (
        (drawn.mean() - 0.5) / np.sqrt(variance / len(drawn)),
        (np.mean((drawn - 0.5) ** 2) - variance) / np.sqrt((fourth - variance**2) / len(drawn)),
    )
    shaped = stats.kstest(drawn, beta.cdf, method="asymp").pvalue > FALSE_ALARM
    if abs(errors[0]) > SIGMAS:
        return "lambda is not one half on average"
    right = shaped and abs(errors[1]) < SIGMAS
    return "" if right else "lambda is distributed in another way"


def wrong_partners(partners):
    """What is wrong with the choice of partners, in words; oneself may be one of them."""
    alike = np.sort(partners, axis=1)
    # One sample, that which is everybody's partner, may have itself.
    if np.mean(alike[:, 1] == alike[:, -1]) > 0.5:
        return "the whole batch has one partner"
    counts = np.array([np.sum(partners == j, axis=0) for j in range(N)]).T
    if np.all(counts.max(axis=1) == counts.sum(axis=1)):
        return "a sample always has the same partner"
    fair = all(
        may_be_at_rate(np.delete(row, i), max(row.sum(), 1), 1 / (N - 1))
        for i, row in enumerate(counts)
    )
    return "" if fair else "some partners come up more often than others"
