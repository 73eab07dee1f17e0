"""Wrong ways to split samples into parts."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def sizes_of(n, fractions):
    first = [round(fraction * n) for fraction in fractions[:-1]]
    return [*first, n - sum(first)]


def cut(order, sizes):
    """Pieces of these sizes."""
    return tuple(np.split(order, np.cumsum(sizes)[:-1]))


@wrong(
    "You do not shuffle, so the first samples always fall in the first part. Data often comes "
    "sorted by class or by time; the parts would then hold different things. Put all indices in a "
    "random order before you cut.",
    about="idea",
)
def unshuffled(n, fractions, rng):
    return cut(np.arange(n), sizes_of(n, fractions))


@wrong(
    "Every call makes the same split, whatever `rng` is: a seed is set inside the function, or the "
    "first split is kept. Nobody can then see how much a result depends on it. Draw from the `rng` "
    "that is handed in, in every call."
)
def seeds_inside(n, fractions, rng):
    rng = np.random.default_rng(42)
    return cut(rng.permutation(n), sizes_of(n, fractions))


@wrong(
    "Your draws do not come from `rng`, so nobody can repeat your split. Draw from the `rng` that "
    "is handed in."
)
def draws_elsewhere(n, fractions, rng):
    return cut(np.random.default_rng().permutation(n), sizes_of(n, fractions))


@wrong(
    "Your parts overlap: each is drawn from all samples, or the samples are drawn with "
    "replacement. A sample that is in both training and test makes the test score too good. "
    "Shuffle once, with `rng.permutation(n)`, and cut the row into pieces.",
    about="idea",
)
def parts_that_overlap(n, fractions, rng):
    sizes = sizes_of(n, fractions)
    return tuple(rng.choice(n, size, replace=False) for size in sizes)


@wrong(
    "You round the sizes down, as `int()` and `//` do. The exercise asks for `round()`.",
    about="slip",
)
def rounds_down(n, fractions, rng):
    first = [int(fraction * n) for fraction in fractions[:-1]]
    return cut(rng.permutation(n), [*first, n - sum(first)])


@wrong(
    "You round the places of the cuts. The sizes should be rounded, each on its own.",
    about="slip",
)
def rounds_the_cuts(n, fractions, rng):
    cuts = [round(share * n) for share in np.cumsum(fractions)[:-1]]
    return tuple(np.split(rng.permutation(n), cuts))


@wrong(
    "You round the size of the last part like the others and take it from the end, so a sample is "
    "in no part or in two. The last part takes whatever is left.",
    about="idea",
)
def rounds_the_last_part_too(n, fractions, rng):
    order, parts, start = rng.permutation(n), [], 0
    for fraction in fractions[:-1]:
        parts.append(order[start : start + round(fraction * n)])
        start += round(fraction * n)
    return (*parts, order[-round(fractions[-1] * n) :])


@wrong(
    "You round the size of the last part like the others, so a sample that is left over falls in "
    "no part at all. The last part takes whatever is left.",
    about="idea",
)
def loses_what_is_left(n, fractions, rng):
    order, parts, start = rng.permutation(n), [], 0
    for fraction in fractions:
        stop = start + round(fraction * n)
        parts.append(order[start:stop])
        start = stop
    return tuple(parts)


@wrong(
    "Only the first part is drawn at random. The rest is cut in its old order, so the last samples "
    "always fall in the last part. Shuffle all indices before you cut.",
    about="idea",
)
def first_part_alone_is_random(n, fractions, rng):
    first, *others = sizes_of(n, fractions)
    chosen = rng.choice(n, first, replace=False)
    return chosen, *cut(np.setdiff1d(np.arange(n), chosen), others)


@wrong(
    "The samples keep their order, and only the place where the first part begins is random, so "
    "neighbors stay together. Put all indices in a random order.",
    about="idea",
)
def starts_somewhere(n, fractions, rng):
    return cut(np.roll(np.arange(n), rng.integers(n)), sizes_of(n, fractions))


@wrong(
    "Each sample draws its part on its own, so the sizes vary from call to call. The sizes are "
    "fixed; only which sample falls where is random."
)
def sizes_by_chance(n, fractions, rng):
    labels = rng.choice(len(fractions), size=n, p=fractions)
    return tuple(np.flatnonzero(labels == part) for part in range(len(fractions)))


@wrong(
    "Your parts are of equal size, whatever the fractions say. Cut at the running totals of the "
    "sizes that the fractions give.",
    about="idea",
)
def equal_parts(n, fractions, rng):
    return tuple(np.array_split(rng.permutation(n), len(fractions)))


@wrong(
    "Your indices run from 1 to n. Python counts from 0 to n - 1, so the first sample is never "
    "used, and index n is an error."
)
def counts_from_one(n, fractions, rng):
    return cut(rng.permutation(np.arange(1, n + 1)), sizes_of(n, fractions))


@wrong(
    "You return boolean masks. The exercise asks for arrays of indices, whole numbers from 0 to "
    "n - 1: `np.flatnonzero(mask)` makes one of a mask.",
    about="slip",
)
def returns_masks(n, fractions, rng):
    sizes = sizes_of(n, fractions)
    labels = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    return tuple(labels == part for part in range(len(sizes)))


@wrong(
    "You return lists. The exercise asks for NumPy arrays, which support arithmetic and comparison "
    "as lists do not: `np.array(part)`.",
    about="slip",
)
def returns_lists(n, fractions, rng):
    return tuple(part.tolist() for part in cut(rng.permutation(n), sizes_of(n, fractions)))


@wrong(
    "You assume three parts. There is one part for each fraction, however many there are: use a "
    "loop."
)
def always_three_parts(n, fractions, rng):
    first, second = round(fractions[0] * n), round(fractions[1] * n)
    order = rng.permutation(n)
    return order[:first], order[first : first + second], order[first + second :]
