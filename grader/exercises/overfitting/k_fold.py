"""Random folds for cross-validation."""

import numpy as np

from grader.criteria import Unacceptable, draws_from, holds
from grader.criteria.chance import fresh
from grader.criteria.places import flaw, indices, labels_of, left_to_chance
from grader.exercise import exercise
from grader.reference import overfitting as reference
from grader.remote.plain import describe


@exercise(
    reference=reference.k_fold,
    points=3,
    hints=(
        "Put all indices in a random order, then cut it into k pieces of nearly equal size. "
        "np.array_split cuts also where n is no multiple of k.",
        "Each piece is the validation part of one fold. What is then the training part?",
        "np.concatenate joins the other pieces; np.setdiff1d gives all indices but some.",
    ),
)
def k_fold(student, rng):
    """k pairs (training, validation); every sample is validated once, and trained on otherwise."""
    yield from _parts(student, rng)
    for n, k in ((25, 2), (16, 16)):
        sentence = f"It works for {n} samples in {k} folds"
        generator = fresh(rng)
        flaws = (_flaw_of_folds(_ask(student, n, k, generator), n) for _ in range(15))
        found = next(filter(None, flaws), "")
        yield holds(not found, sentence, found)
    yield from _chance(student, rng)


def _parts(student, rng):
    """Criteria on the parts, where one sample is left over and where one is missing."""
    k, per_fold = int(rng.integers(4, 7)), int(rng.integers(4, 7))
    cases = [k * per_fold + surplus for surplus in (1, 1, 1, -1, -1, -1)]
    calls = [(n, _ask(student, n, k, fresh(rng))) for n in cases]
    got, found = [[len(part) for _, part in folds] for _, folds in calls], ""
    for n, sizes in zip(cases, got, strict=True):
        if max(sizes) - min(sizes) > 1:
            found = f"of {n} samples in {k} folds, yours validate {sizes}"
    varies = any(sizes != got[0] for sizes in got[:3])
    sentence = "The validation parts differ in size by at most one"
    yield holds(not found, sentence, found, "they vary" if varies else got).worth(2)
    flaws = (flaw([validation for _, validation in folds], n) for n, folds in calls)
    found = next(filter(None, flaws), "")
    yield holds(not found, "Every sample is in just one validation part", found).worth(2)
    found = next(filter(None, (_flaw_of_training(folds, n) for n, folds in calls)), "")
    yield holds(not found, "Each training part is all but the validation part", found).worth(3)


def _chance(student, rng):
    """Criteria on which sample falls in which fold."""
    generator = fresh(rng)
    sentences = (
        "Every sample falls in every fold now and then",
        "Samples that are neighbours are parted like any others",
    )
    parts = left_to_chance(lambda n: _validated(student, n, 3, generator), sentences)
    for criterion in parts:
        yield criterion.worth(2)
    yield draws_from(lambda rng: labels_of(_validated(student, 60, 12, rng), 60), rng).worth(3)


def _ask(student, n, k, rng):
    folds = student(n, k, rng)
    wanted = f"Expected a list of {k} pairs (train_indices, validation_indices)"
    if not isinstance(folds, tuple | list):
        raise Unacceptable(f"{wanted}; got {describe(folds)}.")
    if len(folds) != k:
        raise Unacceptable(f"{wanted}; got {len(folds)} of them.")
    for fold in folds:
        if not isinstance(fold, tuple | list) or len(fold) != 2:
            raise Unacceptable(f"{wanted}; one of them is {describe(fold)}.")
    names = "each training part", "each validation part"
    return [tuple(map(indices, fold, names)) for fold in folds]


def _validated(student, n, k, rng):
    """The validation parts alone."""
    return [validation for _, validation in _ask(student, n, k, rng)]


def _flaw_of_training(folds, n):
    """What is wrong with the training parts, in words; empty where nothing is."""
    if any(np.isin(train, validation).any() for train, validation in folds):
        return "some sample is in the training and in the validation part of one fold"
    if any(len(np.unique(train)) < len(train) for train, _ in folds):
        return "some sample stands in a training part more than once"
    if any(not np.array_equal(np.union1d(*fold), np.arange(n)) for fold in folds):
        return "some sample is in neither part of a fold"
    return ""


def _flaw_of_folds(folds, n):
    parts = [validation for _, validation in folds]
    sizes = [len(part) for part in parts]
    uneven = "" if max(sizes) - min(sizes) <= 1 else "the sizes differ by more than one"
    return uneven or flaw(parts, n) or _flaw_of_training(folds, n)


def _folds(parts):
    """Folds whose validation parts are these."""
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(len(parts))]


@k_fold.mistake(
    "Nothing is shuffled: neighbours stay together in a fold, and in sorted data a fold may hold a "
    "whole class. Put all indices in a random order before you cut."
)
def unshuffled(n, k, rng):
    return _folds(np.array_split(np.arange(n), k))


@k_fold.mistake(
    "Every k-th sample makes a fold, with nothing left to chance: put all indices in a random "
    "order first."
)
def every_kth(n, k, rng):
    return _folds([np.arange(n)[i::k] for i in range(k)])


@k_fold.mistake(
    "Only the order of the folds is random: neighbours stay together. Shuffle the samples."
)
def shuffles_the_folds(n, k, rng):
    parts = np.array_split(np.arange(n), k)
    return _folds([parts[i] for i in rng.permutation(k)])


@k_fold.mistake(
    "A new order is drawn for each fold, so that some samples are validated twice and others "
    "never; draw one order, and cut it into k pieces."
)
def new_order_for_each_fold(n, k, rng):
    return [_folds(np.array_split(rng.permutation(n), k))[i] for i in range(k)]


@k_fold.mistake(
    "n // k samples are cut off for each fold and the last one gets all that is left; spread what "
    "is left, so that sizes differ by at most one."
)
def last_fold_takes_the_rest(n, k, rng):
    return _folds(np.split(rng.permutation(n), np.arange(1, k) * (n // k)))


@k_fold.mistake(
    "The size of a fold is rounded up, so that too little is left for the last ones; sizes differ "
    "by at most one."
)
def rounds_the_size_up(n, k, rng):
    order, size = rng.permutation(n), -(-n // k)
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


@k_fold.mistake(
    "n // k samples are cut off for each fold, and what is left over is never validated; every "
    "sample belongs to a fold."
)
def forgets_the_rest(n, k, rng):
    order, size = rng.permutation(n), n // k
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


@k_fold.mistake(
    "What is left over after cutting n // k samples for each fold is lost: in no part at all. "
    "Every sample belongs to a fold."
)
def loses_the_rest(n, k, rng):
    return _folds(list(rng.permutation(n)[: n // k * k].reshape(k, n // k)))


@k_fold.mistake(
    "The training part holds all samples, those of the validation part among them: the model would "
    "be judged on what it has seen."
)
def trains_on_everything(n, k, rng):
    order = rng.permutation(n)
    return [(order, part) for part in np.array_split(order, k)]


@k_fold.mistake("The two parts are exchanged: the pair is (train_indices, validation_indices).")
def exchanged(n, k, rng):
    return [(validation, train) for train, validation in reference.k_fold(n, k, rng)]


@k_fold.mistake("The training part is one other fold alone; it is all that is not validated.")
def trains_on_one_fold(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(parts[i - 1], parts[i]) for i in range(k)]


@k_fold.mistake(
    "Each sample draws its fold on its own, so that the folds differ in size; deal the samples out "
    "evenly, in a random order."
)
def folds_by_chance(n, k, rng):
    labels = rng.integers(0, k, size=n)
    return _folds([np.flatnonzero(labels == i) for i in range(k)])


@k_fold.mistake(
    "The samples are drawn with replacement, so that some come twice and others never; put them in "
    "a random order instead."
)
def draws_with_replacement(n, k, rng):
    return _folds(np.array_split(rng.choice(n, size=n), k))


@k_fold.mistake("These are boolean masks; arrays of indices are asked for.")
def returns_masks(n, k, rng):
    labels = rng.permutation(np.arange(n) % k)
    return [(labels != i, labels == i) for i in range(k)]


@k_fold.mistake(
    "Only the validation parts came back; each fold is a pair (train_indices, validation_indices)."
)
def validation_parts_alone(n, k, rng):
    return np.array_split(rng.permutation(n), k)


@k_fold.mistake(
    "A seed is set inside the function, so that every call makes the very same folds; draw from "
    "the `rng` that is handed in."
)
def seeds_inside(n, k, rng):
    return reference.k_fold(n, k, np.random.default_rng(42))


@k_fold.mistake("The draws come from another generator than the `rng` that is handed in.")
def draws_elsewhere(n, k, rng):
    return reference.k_fold(n, k, np.random.default_rng())


@k_fold.alternative
def by_random_labels(n, k, rng):
    labels = rng.permutation(np.arange(n) % k)
    return [(np.flatnonzero(labels != i), np.flatnonzero(labels == i)) for i in range(k)]


@k_fold.alternative
def with_scikit_learn(n, k, rng):
    from sklearn.model_selection import KFold

    folds = KFold(n_splits=k, shuffle=True, random_state=int(rng.integers(2**32)))
    return list(folds.split(np.zeros(n)))


@k_fold.alternative
def with_strides(n, k, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return [[np.delete(order, np.s_[i::k]), order[i::k]] for i in range(k)]


@k_fold.alternative
def dealt_like_cards(n, k, rng):
    hands = [[] for _ in range(k)]
    for turn, index in enumerate(rng.choice(n, size=n, replace=False)):
        hands[-1 - turn % k].append(int(index))
    folds = ()
    for hand in hands:
        others = sorted(set(range(n)) - set(hand))
        folds += ((np.array(others), np.array(hand)),)
    return folds
