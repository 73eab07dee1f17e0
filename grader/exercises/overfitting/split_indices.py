"""Split samples at random into parts of given sizes."""

import numpy as np

from grader.criteria import Unacceptable, draws_from, holds
from grader.criteria.chance import fresh
from grader.criteria.places import flaw, indices, labels_of, left_to_chance
from grader.exercise import exercise
from grader.reference import overfitting as reference
from grader.remote.plain import describe

THREE = ([0.6, 0.2, 0.2], [0.7, 0.15, 0.15], [0.8, 0.1, 0.1], [0.7, 0.2, 0.1])
OTHERS = ([0.7, 0.3], [0.4, 0.3, 0.2, 0.1])


@exercise(
    reference=reference.split_indices,
    points=3,
    hints=(
        "Put all n indices in a random order first: `rng.permutation(n)`. Then any way of cutting "
        "the row into pieces is a random split.",
        "Work out the sizes before you cut. Rounding each fraction on its own may come to one "
        "sample too many or too few: which part makes up for it?",
        "`np.split(order, places)` cuts at given places; the sums of the sizes so far are these.",
    ),
)
def split_indices(student, rng):
    """Random index arrays of sizes round(fraction * n), the last of them takes the rest."""
    yield from _parts(student, rng)
    yield _any_number_of_parts(student, rng)
    yield from _chance(student, rng)


def _parts(student, rng):
    """Criteria on the parts, where rounding every size comes to a sample too few or too many."""
    fractions, generator = THREE[rng.integers(len(THREE))], fresh(rng)
    got, found, flawed = [], "", ""
    for n in [_telling_size(rng, fractions, surplus) for surplus in (-1, 1)]:
        calls = [_ask(student, n, fractions, generator) for _ in range(6)]
        got.append({tuple(map(len, parts)) for parts in calls})
        flawed = flawed or next(filter(None, (flaw(parts, n) for parts in calls)), "")
        if got[-1] != {_sizes(n, fractions)} and not found:
            sizes = [len(part) for part in calls[0]]
            found = f"of {n} samples in parts of {fractions}, yours have {sizes}"
    varies = max(map(len, got)) > 1
    sentence = "Every size is round(fraction * n), the last the rest"
    yield holds(not found, sentence, found, "they vary" if varies else got).worth(2)
    yield holds(not flawed, "Every sample is in just one part", flawed).worth(3)


def _chance(student, rng):
    """Criteria on which sample falls where."""
    fractions, generator = [0.5, 0.25, 0.25], fresh(rng)
    sentences = (
        "Every sample falls in every part now and then, as often as the others",
        "Samples that are neighbours are parted like any others",
    )
    parts = left_to_chance(lambda n: _ask(student, n, fractions, generator), sentences)
    for criterion in parts:
        yield criterion.worth(3)
    many = 3000  # even an answer that draws a single number then hardly ever draws it twice
    yield draws_from(lambda rng: labels_of(_ask(student, many, fractions, rng), many), rng).worth(3)


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


def _ask(student, n, fractions, rng):
    parts = student(n, list(fractions), rng)
    wanted = f"Expected a tuple of {len(fractions)} index arrays, one for each fraction"
    if not isinstance(parts, tuple | list):
        raise Unacceptable(f"{wanted}; got {describe(parts)}.")
    if len(parts) != len(fractions):
        raise Unacceptable(f"{wanted}; got {len(parts)} parts.")
    return [indices(part, "each part") for part in parts]


def _any_number_of_parts(student, rng):
    sentence = "It works for any number of parts"
    for fractions in OTHERS:
        n = int(rng.choice([19, 29, 39]))
        parts = _ask(student, n, fractions, fresh(rng))
        sizes = tuple(map(len, parts))
        uneven = "" if sizes == _sizes(n, fractions) else "the sizes are others"
        found = uneven or flaw(parts, n)
        if found:
            return holds(False, sentence, f"{found}, in parts of {fractions}", found)
    return holds(True, sentence)


def _cut(order, sizes):
    return tuple(np.split(order, np.cumsum(sizes)[:-1]))


@split_indices.mistake(
    "Nothing is shuffled: the first samples always fall in the first part. Data often comes "
    "sorted, so put all indices in a random order before you cut."
)
def unshuffled(n, fractions, rng):
    return _cut(np.arange(n), _sizes(n, fractions))


@split_indices.mistake(
    "A seed is set inside the function, so that every call makes the very same split; draw from "
    "the `rng` that is handed in."
)
def seeds_inside(n, fractions, rng):
    return reference.split_indices(n, fractions, np.random.default_rng(42))


@split_indices.mistake("The draws come from another generator than the `rng` that is handed in.")
def draws_elsewhere(n, fractions, rng):
    return reference.split_indices(n, fractions, np.random.default_rng())


@split_indices.mistake(
    "Each part is drawn on its own, so that one sample may stand in training and test set: draw "
    "one order of all samples, and cut it."
)
def parts_that_overlap(n, fractions, rng):
    return tuple(rng.choice(n, size, replace=False) for size in _sizes(n, fractions))


@split_indices.mistake("The sizes are rounded down, as int() and // do; round() is asked for.")
def rounds_down(n, fractions, rng):
    first = [int(fraction * n) for fraction in fractions[:-1]]
    return _cut(rng.permutation(n), [*first, n - sum(first)])


@split_indices.mistake(
    "The places of the cuts are rounded; it is the sizes, each on its own, that should be."
)
def rounds_the_cuts(n, fractions, rng):
    cuts = [round(share * n) for share in np.cumsum(fractions)[:-1]]
    return tuple(np.split(rng.permutation(n), cuts))


@split_indices.mistake(
    "The last part is rounded like the others, so that a sample is lost or counted twice; it "
    "takes whatever is left."
)
def rounds_the_last_part_too(n, fractions, rng):
    order, parts = rng.permutation(n), []
    for fraction in fractions[:-1]:
        taken = sum(map(len, parts))
        parts.append(order[taken : taken + round(fraction * n)])
    last = round(fractions[-1] * n)
    return *parts, order[len(order) - last :]


@split_indices.mistake(
    "The last part is rounded like the others, so that the samples left over are in no part; it "
    "takes whatever is left."
)
def loses_what_is_left(n, fractions, rng):
    sizes = [round(fraction * n) for fraction in fractions]
    return tuple(np.split(rng.permutation(n), np.cumsum(sizes))[: len(sizes)])


@split_indices.mistake(
    "Only the first part is drawn at random; the rest is cut in its old order, so that the last "
    "samples always fall in the last part."
)
def first_part_alone_is_random(n, fractions, rng):
    first, *others = _sizes(n, fractions)
    chosen = rng.choice(n, first, replace=False)
    return chosen, *_cut(np.setdiff1d(np.arange(n), chosen), others)


@split_indices.mistake(
    "The samples keep their order and only the start of the first part is random: neighbours stay "
    "together. Put all indices in a random order."
)
def starts_somewhere(n, fractions, rng):
    return _cut(np.roll(np.arange(n), rng.integers(n)), _sizes(n, fractions))


@split_indices.mistake(
    "Each sample draws its part on its own, so that the sizes vary; the sizes are fixed, and only "
    "which sample falls where is random."
)
def sizes_by_chance(n, fractions, rng):
    labels = rng.choice(len(fractions), size=n, p=fractions)
    return tuple(np.flatnonzero(labels == part) for part in range(len(fractions)))


@split_indices.mistake(
    "The parts are of equal size, whatever the fractions say; cut at the sums of the sizes."
)
def equal_parts(n, fractions, rng):
    return tuple(np.array_split(rng.permutation(n), len(fractions)))


@split_indices.mistake("The indices run from 1 to n; Python counts from 0 to n - 1.")
def counts_from_one(n, fractions, rng):
    return _cut(rng.permutation(n) + 1, _sizes(n, fractions))


@split_indices.mistake(
    "These are boolean masks; arrays of indices, whole numbers from 0 to n - 1, are asked for."
)
def returns_masks(n, fractions, rng):
    labels = labels_of(reference.split_indices(n, fractions, rng), n)
    return tuple(labels == number for number in range(len(fractions)))


@split_indices.mistake(
    "The number of parts is taken to be three; there is one part for each fraction."
)
def always_three_parts(n, fractions, rng):
    first, second = round(fractions[0] * n), round(fractions[1] * n)
    order = rng.permutation(n)
    return order[:first], order[first : first + second], order[first + second :]


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
