"""What the ablation's conclusions rest on: a number for every seed, positive where one holds."""

import numpy as np

from grader.lab.combining.ablation import TECHNIQUES

STOPPING = "early stopping"


def chosen_by_validation(found):
    """For each seed the combination that is best on its validation images.

    Parameters
    ----------
    found : Ablation

    Returns
    -------
    promised, kept : ndarray, shape (seeds,)
        Its validation and its test accuracy.
    """
    seeds = found.accuracy.shape[-1]
    validation, test = (v.reshape(-1, seeds) for v in (found.validation, found.accuracy))
    best, each = validation.argmax(axis=0), np.arange(seeds)
    return validation[best, each], test[best, each]


def wrong_winners(found, low=0.01, high=0.03):
    """How often a single seed ranks two combinations otherwise than the means of all seeds.

    Parameters
    ----------
    found : Ablation
    low, high : float
        Between which the two means differ.

    Returns
    -------
    ndarray, shape (seeds,)
        Share of the pairs.
    """
    flat = found.accuracy.reshape(-1, found.accuracy.shape[-1])
    means = flat.mean(axis=1)
    ahead = means[:, None] - means
    better, worse = np.nonzero((ahead > low) & (ahead < high))
    return (flat[better] <= flat[worse]).mean(axis=0)


def gain(found, *added, beside=()):
    """What techniques add to the test accuracy beside others."""
    return found.of(*beside, *added) - found.of(*beside)


def overlap(found):
    """How far L2 and dropout together stay behind the sum of their gains."""
    return gain(found, "L2") + gain(found, "dropout") - gain(found, "L2", "dropout")


def lost_by_three(found):
    """What L2, dropout and shifts together lose against dropout alone, beyond five points."""
    return found.of("dropout") - found.of("L2", "dropout", "shifted images") - 0.05


def lost_by_two(found):
    """What dropout and shifts together lose against dropout alone, beyond five points."""
    return -gain(found, "shifted images", beside=["dropout"]) - 0.05


def lost_by_all(found):
    """What all six lose against dropout alone."""
    return found.of("dropout") - found.of(*TECHNIQUES)


def misled(found):
    """How far the main effects of L2 and of dropout, the nearer one, are below the gains alone."""
    return np.min([gain(found, name) - found.effect(name) for name in ("L2", "dropout")], axis=0)


def beyond_half(found):
    """What dropout gains beyond half of what the best of 64 gains."""
    return gain(found, "dropout") - (chosen_by_validation(found)[1] - found.of()) / 2


def curse(found):
    """How much more the winner promises, compared with its test, than an average one does."""
    promised, kept = chosen_by_validation(found)
    images = (found.validation - found.accuracy).reshape(-1, len(kept)).mean(axis=0)
    return promised - kept - images


def not_with_dropout(found):
    """How much more early stopping gains alone than beside dropout."""
    return gain(found, STOPPING) - gain(found, STOPPING, beside=["dropout"])
