"""Criteria for random choices of places: which sample falls in which part, which one is chosen.

A choice is told as labels: for each place the number of the part that it falls in.
"""

import numpy as np

from grader.criteria.chance import at_rate, may_be_at_rate
from grader.criteria.criterion import holds
from grader.criteria.guards import Unacceptable, values_of
from grader.criteria.sketch import Sketch
from grader.remote.plain import describe

CALLS = 30
"""So many calls shuffle two samples alike once in 500 million times."""


def indices(value, name):
    """Return `value`, an array of indices of whatever length.

    Raises
    ------
    Unacceptable
    """
    wanted = f"Expected {name} to be a NumPy array of indices, of shape (m,)"
    value = values_of(value)
    if not isinstance(value, np.ndarray):
        raise Unacceptable(f"{wanted}; got {describe(value)}.")
    if value.ndim != 1:
        raise Unacceptable(f"{wanted}; got one of shape {value.shape}.")
    if value.dtype.kind not in "iu":
        raise Unacceptable(f"{wanted}; got one of dtype {value.dtype}, which is no integer type.")
    return value


def loosely(value, n):
    """Indices as an array, also where they came as a list or as a mask of shape (n,).

    Anything else is returned as it is.
    """
    value = values_of(value)
    if isinstance(value, np.ndarray):
        is_mask = value.dtype == bool and value.shape == (n,)
        return np.flatnonzero(value) if is_mask else value
    if isinstance(value, tuple | list):
        kinds = set(map(type, value)) - {int}
        if all(issubclass(kind, np.integer) for kind in kinds):
            return np.array(value, dtype=int)
    return value


def are_arrays(parts, sentence):
    """Criterion: parts, as they came, are arrays of indices and neither masks nor lists."""
    kinds = {_kind(values_of(part)) for part in parts} - {""}
    return holds(not kinds, sentence, " and ".join(sorted(kinds)))


def _kind(part):
    if isinstance(part, np.ndarray):
        return "boolean masks" if part.dtype == bool else ""
    return "lists" if isinstance(part, tuple | list) else "something else"


def flaw(parts, n):
    """What keeps parts from being a partition of range(n), in words; empty where they are one."""
    everything = np.concatenate(parts)
    if everything.size and (everything.min() < 0 or everything.max() >= n):
        return f"indices outside of 0 to {n - 1}"
    times = np.bincount(everything.astype(int), minlength=n)
    if np.any(times > 1):
        return "a sample that is in them more than once"
    return "a sample that is in none of them" if np.any(times == 0) else ""


def labels_of(parts, n):
    """For each of n places the part it falls in, -1 for none; indices out of range are left out."""
    labels = np.full(n, -1)
    for number, part in enumerate(parts):
        labels[part[(part >= 0) & (part < n)]] = number
    return labels


def left_to_chance(draw, sentences):
    """Criteria on which place falls in which part.

    They are `mixes_neighbours`, `falls_anywhere` and, where there is a third sentence,
    `never_repeats`. All fail where the parts are no partition, so that no verdict depends on the
    draws there.

    Parameters
    ----------
    draw : callable
        Takes a number of places, 30 or 3,000, and returns parts of them.
    sentences : sequence of str
        The third one only where there are so many ways to draw 30 that none comes twice.
    """
    many = draw(3000)
    found = flaw(many, 3000)
    if found:
        yield from (holds(False, sentence, found) for sentence in sentences)
        return
    yield mixes_neighbours(labels_of(many, 3000), sentences[0])
    few = [draw(30) for _ in range(130)]
    found = next(filter(None, (flaw(parts, 30) for parts in few)), "")
    if found:
        yield from (holds(False, sentence, found) for sentence in sentences[1:])
        return
    labels = np.stack([labels_of(parts, 30) for parts in few])
    yield falls_anywhere(labels, sentences[1])
    if len(sentences) > 2:
        yield never_repeats(labels, sentences[2])


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
    found = "samples that are chosen together more often than chance explains"
    if np.all(labels == labels[0]):
        in_turn = np.array_equal(labels[0, len(parts) :], labels[0, : -len(parts)])
        found = "the same result in every call" + (", sample by sample in turn" if in_turn else "")
    words = "Twelve calls, one in each row; the gray of a square tells the part of that sample."
    return holds(False, sentence, found).drawn(_picture(labels[:12], words))


def mixes_neighbours(labels, sentence):
    """Criterion: neighbors are in the same part as often as by chance.

    Parameters
    ----------
    labels : integer ndarray, shape (n,)
        Of one call, n of some thousands.
    """
    n = len(labels) // 2 * 2
    _, sizes = np.unique(labels, return_counts=True)
    together = np.sum(sizes * (sizes - 1.0)) / (len(labels) * (len(labels) - 1.0))
    alike = labels[:n:2] == labels[1:n:2]
    if at_rate(alike, together, sentence).passed:
        return holds(True, sentence)
    often = "stay together" if np.mean(alike) > together else "are parted"
    words = "The first 96 samples, row by row; the gray of a square tells the part of that sample."
    example = np.random.default_rng(0).permutation(labels)
    sketch = _picture(labels[:96].reshape(6, 16), words, example[:96].reshape(6, 16))
    return holds(False, sentence, f"neighbors that {often} too often").drawn(sketch)


def _picture(labels, words, example=None):
    """A picture of parts, by default beside each row in a random order."""
    if example is None:
        example = np.random.default_rng(0).permuted(labels, axis=1)
    most = max(1, int(labels.max()))
    return Sketch("image", (labels + 1) / (most + 1), (example + 1) / (most + 1), words)


def never_repeats(labels, sentence):
    """Criterion: no two calls give the same.

    Parameters
    ----------
    labels : integer ndarray, shape (calls, n)
    """
    different = len(np.unique(labels, axis=0))
    found, evidence = f"only {different} different results in {len(labels)} calls", "few"
    if different == 1:
        found, evidence = f"the same in all {len(labels)} calls", "one"
    return holds(different == len(labels), sentence, found, evidence)
