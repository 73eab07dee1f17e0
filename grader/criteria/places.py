"""Criteria for random choices of places: which sample falls in which part, which one is chosen.

A choice is told as labels: for each place the number of the part that it falls in.
"""

import numpy as np

from grader.criteria.chance import at_rate, may_be_at_rate
from grader.criteria.criterion import holds
from grader.criteria.guards import Unacceptable
from grader.remote.plain import describe


def indices(value, name):
    """Return `value`, an array of indices of whatever length.

    Raises
    ------
    Unacceptable
    """
    wanted = f"Expected {name} to be a NumPy array of indices, of shape (m,)"
    if not isinstance(value, np.ndarray):
        raise Unacceptable(f"{wanted}; got {describe(value)}.")
    if value.ndim != 1:
        raise Unacceptable(f"{wanted}; got shape {value.shape}.")
    if value.dtype.kind not in "iu":
        raise Unacceptable(f"{wanted}; its dtype is {value.dtype}, not an integer one.")
    return value


def flaw(parts, n):
    """What keeps parts from being a partition of range(n), in words; empty where they are one."""
    everything = np.concatenate(parts)
    if everything.size and (everything.min() < 0 or everything.max() >= n):
        return f"there are indices outside of 0 to {n - 1}"
    if len(np.unique(everything)) < len(everything):
        return "some sample stands in them more than once"
    if len(everything) < n:
        return "some sample is in none of them"
    return ""


def labels_of(parts, n):
    """For each of n places the part it falls in, -1 for none; indices out of range are left out."""
    labels = np.full(n, -1)
    for number, part in enumerate(parts):
        labels[part[(part >= 0) & (part < n)]] = number
    return labels


def left_to_chance(draw, sentences):
    """Criteria on which place falls in which part: `falls_anywhere` and `mixes_neighbours`.

    Both fail where the parts are no partition, so that no verdict depends on the draws there.

    Parameters
    ----------
    draw : callable
        Takes a number of places, 12 or 3,000, and returns parts of them.
    sentences : pair of str
    """
    few, many = [draw(12) for _ in range(120)], draw(3000)
    flaws = [flaw(many, 3000), *(flaw(parts, 12) for parts in few)]
    found = next(filter(None, flaws), "")
    if found:
        yield from (holds(False, sentence, found) for sentence in sentences)
        return
    yield falls_anywhere(np.stack([labels_of(parts, 12) for parts in few]), sentences[0])
    yield mixes_neighbours(labels_of(many, 3000), sentences[1])


def falls_anywhere(labels, sentence):
    """Criterion: each place falls in a part as often as the others, whatever size the part has.

    Parameters
    ----------
    labels : integer ndarray, shape (calls, n)
    """
    parts = labels == np.unique(labels)[:, np.newaxis, np.newaxis]
    parts = [part for part in parts if not part.all()]
    if all(may_be_at_rate(part.sum(axis=0), len(part), part.mean()) for part in parts):
        return holds(True, sentence)
    if np.any(labels != labels[0]):
        return holds(False, sentence, "some come there more often than chance explains")
    in_turn = np.array_equal(labels[0, len(parts) :], labels[0, : -len(parts)])
    found = "every call gives the same, " + ("in turn" if in_turn else "whatever `rng` is")
    return holds(False, sentence, found)


def mixes_neighbours(labels, sentence):
    """Criterion: neighbours do not stay together more often than by chance.

    Parameters
    ----------
    labels : integer ndarray, shape (n,)
        Of one call, n of some thousands.
    """
    n = len(labels) // 2 * 2
    _, sizes = np.unique(labels, return_counts=True)
    together = np.sum(sizes * (sizes - 1.0)) / (len(labels) * (len(labels) - 1.0))
    alike = labels[:n:2] == labels[1:n:2]
    passed = np.mean(alike) <= together or at_rate(alike, together, sentence).passed
    found = "" if passed else "samples that are neighbours stay together too often"
    return holds(passed, sentence, found)
