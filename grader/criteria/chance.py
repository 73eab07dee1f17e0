"""Criteria for answers that draw random numbers: 6 sigma, so that a right one all but never fails.

A normal variable leaves 6 sigma about twice in 10^9 draws.
"""

import numpy as np

from grader.criteria.criterion import Criterion, holds

SIGMAS = 6.0
FALSE_ALARM = 1e-9


def near(estimate, expected, sigma, sentence, what="a value"):
    """Criterion that passes where an estimate lies within 6 sigma of what must be.

    Parameters
    ----------
    estimate, expected : float
    sigma : float
        Standard deviation of the estimate of a right answer.
    sentence : str
    what : str
        The estimated quantity, for the message.
    """
    passed = bool(abs(estimate - expected) <= SIGMAS * sigma)
    found = "" if passed else f"{what} of {estimate:.3g} where about {expected:.3g} is right"
    return Criterion(sentence, passed, found, float(estimate), SIGMAS * float(sigma))


def at_rate(events, probability, sentence, what="a share"):
    """Criterion that passes where a share of independent events agrees with their probability.

    Parameters
    ----------
    events : boolean array
        At least some hundreds, so that the normal approximation holds at 6 sigma.
    probability : float
    """
    sigma = np.sqrt(probability * (1 - probability) / events.size)
    return near(float(np.mean(events)), probability, sigma, sentence, what)


def may_be_at_rate(counts, trials, probability):
    """Whether each of several counts may be one of independent events of this probability.

    Parameters
    ----------
    counts : integer ndarray
    trials : int
        Of each count; may be few, since no normal approximation is made.
    probability : float
        Away from 0 and 1.

    Returns
    -------
    bool
        False for less than one in 10^9 of right answers, by Chernoff's bound: such a share occurs
        with a probability of at most exp(-trials * its divergence from the probability).
    """
    share = np.clip(np.asarray(counts) / trials, 1e-12, 1 - 1e-12)
    hit = share * np.log(share / probability)
    miss = (1 - share) * np.log((1 - share) / (1 - probability))
    return bool(np.all(trials * (hit + miss) <= np.log(2 * share.size / FALSE_ALARM)))


def fresh(rng):
    """A new generator, so that what an answer draws does not move the inputs drawn after it."""
    return np.random.default_rng(int(rng.integers(2**63)))


def draws_from(call, rng):
    """Criterion that passes where all randomness of an answer comes from the generator it gets.

    Parameters
    ----------
    call : callable
        Takes a generator, returns an array that a right answer all but never draws twice.
    rng : numpy.random.Generator
    """
    sentence = "All randomness comes from `rng`: the same state gives the same result"
    seed = int(rng.integers(2**63))
    first, again, other = (call(np.random.default_rng(s)) for s in (seed, seed, seed + 1))
    if not np.array_equal(first, again):
        return holds(
            False, sentence, "different results from two calls with the same state of `rng`"
        )
    same = np.array_equal(first, other)
    return holds(not same, sentence, "the very same result from another state of `rng`")
