"""Split samples at random into parts of given sizes."""

from dataclasses import replace

import numpy as np

from grader.criteria import Unacceptable, draws_from, holds
from grader.criteria.chance import fresh, may_be_at_rate
from grader.criteria.guards import values_of
from grader.criteria.places import (
    CALLS,
    are_arrays,
    flaw,
    indices,
    labels_of,
    left_to_chance,
    loosely,
)
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_splits
from grader.reference import overfitting as reference
from grader.remote.plain import describe
from grader.student import AnswerRaised

THREE = ([0.6, 0.2, 0.2], [0.7, 0.15, 0.15], [0.8, 0.1, 0.1], [0.7, 0.2, 0.1])
OTHERS = ([0.7, 0.3], [0.3, 0.7], [0.4, 0.3, 0.2, 0.1])


@exercise(
    reference=reference.split_indices,
    points=3,
    hints=(
        "Put all n indices in a random order first: `rng.permutation(n)`. Then any way of cutting "
        "the row into pieces is a random split.",
        "Work out the sizes before you cut. If you round each fraction on its own, you may end up "
        "with one sample too many or too few: which part makes up for it?",
        "`np.split(order, places)` cuts at the given places, which are the running totals of the "
        "sizes.",
    ),
)
def split_indices(student, rng):
    """Random index arrays of sizes round(fraction * n); the last one takes the rest."""
    parts = _raw(student, 20, [0.6, 0.2, 0.2], fresh(rng))
    yield are_arrays(parts, "Each part is a NumPy array of indices").worth(3)
    yield from _parts(student, rng)
    yield _any_number_of_parts(student, rng).worth(2)
    yield _one_part_or_an_empty_one(student, rng)
    yield _two_samples(student, rng)
    yield from _chance(student, rng)


def _parts(student, rng):
    """Criteria on the parts, where rounding every size comes to a sample too few or too many."""
    fractions, generator = THREE[rng.integers(len(THREE))], fresh(rng)
    got, uneven, flawed = [], ("", ""), ("", "")
    for n in [_telling_size(rng, fractions, surplus) for surplus in (-1, 1)]:
        calls = [_ask(student, n, fractions, generator) for _ in range(6)]
        got.append({tuple(map(len, parts)) for parts in calls})
        call = f"split_indices({n}, {fractions}, rng)"
        if got[-1] != {_sizes(n, fractions)} and not uneven[0]:
            right = f", where {list(_sizes(n, fractions))} is right"
            uneven = _listed(calls[0]) + right, call
        if not flawed[0]:
            flawed = next(filter(None, (flaw(parts, n) for parts in calls)), ""), call
    varies = max(map(len, got)) > 1
    sentence = "Every size is round(fraction * n), and the last part takes the rest"
    sizes = holds(not uneven[0], sentence, uneven[0], "they vary" if varies else got).worth(4)
    yield replace(sizes, call=uneven[1])
    parts = holds(not flawed[0], "Every sample is in exactly one part", flawed[0])
    yield replace(parts.worth(3).as_idea(), call=flawed[1])


def _chance(student, rng):
    """Criteria on which sample falls where."""
    fractions, generator = [0.5, 0.25, 0.25], fresh(rng)
    sentences = (
        "Samples that are neighbors are in the same part as often as any others",
        "Every sample falls in every part now and then, as often as the others do",
        "Every call makes a split of its own",
    )
    parts = left_to_chance(lambda n: _ask(student, n, fractions, generator), sentences)
    yield next(parts).worth(3).as_idea()
    many = 3000
    shuffled = _ask(student, many, fractions, generator)
    yield _in_proportion(shuffled, fractions).as_idea()
    anywhere, found = next(parts), _favored_half(labels_of(shuffled, many))
    yield (holds(False, sentences[1], found) if anywhere.passed and found else anywhere).worth(3)
    yield next(parts)
    # Even an answer that draws a single number hardly ever draws it twice for so many samples.
    yield draws_from(lambda rng: labels_of(_ask(student, many, fractions, rng), many), rng).worth(4)


def _two_samples(student, rng):
    """Criterion: of two samples, either one comes first; an off-by-one in a shuffle shows here."""
    generator = fresh(rng)
    first = {int(_ask(student, 2, [0.5, 0.5], generator)[0][0]) for _ in range(CALLS)}
    found = f"sample {min(first)} in the first part in each of {CALLS} calls"
    return holds(len(first) > 1, "Of two samples, chance decides which comes first", found)


def _favored_half(labels):
    """The part, in words, that has more of one half of the samples than chance explains.

    Empty where there is none, and where most neighbors stay together, which tells more.
    """
    if np.mean(labels[1:] == labels[:-1]) > 0.7:
        return ""
    for part, size in enumerate(np.bincount(labels + 1)[1:]):
        early = int(np.sum(labels[: len(labels) // 2] == part))
        if size and not may_be_at_rate(early, int(size), 0.5):
            return f"a part {part} that has {early} of its {size} samples from the first half"
    return ""


def _in_proportion(parts, fractions):
    """Criterion that holds however sizes are rounded, even if they vary by chance."""
    shares = np.array([len(part) / 3000 for part in parts])
    sentence = f"Of 3000 samples the parts hold about {fractions}"
    found = f"shares of {[round(float(share), 2) for share in shares]}"
    return holds(np.all(np.abs(shares - fractions) < 0.08), sentence, found, "other shares")


def _telling_size(rng, fractions, surplus):
    """A number of samples for which rounding each fraction comes to `surplus` samples too many.

    One too few shows who rounds up, rounds the places of the cuts or loses the rest; one too many
    who rounds down. No fraction of it is anywhere near a tie.
    """
    telling = []
    for n in range(20, 70):
        exact = np.array([*fractions, sum(fractions[:2])]) * n
        tied = np.any(np.abs(exact % 1 - 0.5) < 0.04)
        if not tied and np.round(exact[:-1]).sum() - n == surplus:
            telling.append(n)
    return int(rng.choice(telling))


def _sizes(n, fractions):
    first = [round(fraction * n) for fraction in fractions[:-1]]
    return *first, n - sum(first)


def _listed(parts):
    return f"the sizes {[len(part) for part in parts]}"


def _raw(student, n, fractions, rng):
    """The parts as they come."""
    parts = student(n, list(fractions), rng)
    wanted = f"Expected a tuple of {len(fractions)} index arrays, one for each fraction"
    if not isinstance(parts, tuple | list):
        raise Unacceptable(f"{wanted}; got {describe(parts)}.")
    if len(parts) != len(fractions):
        raise Unacceptable(f"{wanted}; got {len(parts)} parts.")
    return parts


def _ask(student, n, fractions, rng):
    parts = _raw(student, n, fractions, rng)
    return [indices(loosely(part, n), "each part") for part in parts]


def _any_number_of_parts(student, rng):
    sentence = "It works for any number of parts"
    for fractions in OTHERS:
        n = int(rng.choice([19, 29, 39]))
        parts = _ask(student, n, fractions, fresh(rng))
        uneven = "" if tuple(map(len, parts)) == _sizes(n, fractions) else _listed(parts)
        found = uneven or flaw(parts, n)
        if found:
            evidence = "sizes" if uneven else found
            return holds(False, sentence, f"{found} for parts of {fractions}", evidence)
    return holds(True, sentence)


def _one_part_or_an_empty_one(student, rng):
    """Criterion: there is a part for each fraction, also where it is the only one or empty.

    Some libraries refuse to make empty parts, with an exception; that is let pass.
    """
    sentence = "There is one part for each fraction, even a single one or an empty one"
    for n, fractions in ((int(rng.integers(20, 40)), [1.0]), (3, [0.1, 0.9])):
        try:
            parts = student(n, list(fractions), fresh(rng))
        except AnswerRaised as error:
            if len(fractions) > 1:
                continue
            return holds(False, sentence, f"{error.kind} for {fractions}")
        if not isinstance(parts, tuple | list):
            return holds(False, sentence, f"{describe(parts)} for {fractions} instead of a tuple")
        sizes = [np.size(values_of(part)) for part in parts]
        if sizes != list(_sizes(n, fractions)):
            return holds(False, sentence, f"the sizes {sizes} for {n} samples and {fractions}")
    return holds(True, sentence)


wrong_splits.wrong.teach(split_indices)


@split_indices.alternative
def by_shuffling_in_place(n, fractions, rng):
    order = np.arange(n)
    rng.shuffle(order)
    parts, start = [], 0
    for fraction in fractions[:-1]:
        stop = start + round(fraction * n)
        parts.append(order[start:stop])
        start = stop
    return [*parts, order[start:]]


@split_indices.alternative
def by_sorting_random_keys(n, fractions, rng):
    sizes = np.round(np.array(fractions) * n).astype(int)
    sizes[-1] = n - sizes[:-1].sum()
    labels = np.repeat(np.arange(len(sizes)), sizes)[np.argsort(rng.random(n))]
    return tuple(np.flatnonzero(labels == part) for part in range(len(sizes)))


@split_indices.alternative
def part_after_part(n, fractions, rng):
    left, parts = set(range(n)), []
    for fraction in fractions[:-1]:
        chosen = rng.choice(sorted(left), round(fraction * n), replace=False)
        left -= set(chosen.tolist())
        parts.append(np.sort(chosen))
    return *parts, np.array(sorted(left), dtype=np.int32)


@split_indices.alternative
def with_scikit_learn(n, fractions, rng):
    from sklearn.model_selection import train_test_split

    rest, parts = np.arange(n), []
    for fraction in fractions[:-1]:
        seed = int(rng.integers(2**32))
        part, rest = train_test_split(rest, train_size=round(fraction * n), random_state=seed)
        parts.append(part)
    return *parts, rest
