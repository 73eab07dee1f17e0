"""Random folds for cross-validation."""

from dataclasses import replace

import numpy as np

from grader.criteria import Unacceptable, draws_from, holds
from grader.criteria.chance import fresh
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
from grader.exercises.overfitting import wrong_folds
from grader.reference import overfitting as reference
from grader.remote.plain import describe


@exercise(
    reference=reference.k_fold,
    points=3,
    hints=(
        "Put all indices in a random order, then cut it into k pieces of nearly equal size. "
        "`np.array_split` also works where n is not a multiple of k.",
        "Each piece is the validation part of one fold. What is then the training part?",
        "`np.concatenate` joins the other pieces; `np.setdiff1d` gives all indices except some.",
    ),
)
def k_fold(student, rng):
    """k pairs (training, validation); every sample is validated once, and trained on otherwise."""
    folds = _raw(student, 20, 4, fresh(rng))
    sentence = "Each training and validation part is a NumPy array of indices"
    yield are_arrays([part for fold in folds for part in fold], sentence).worth(3)
    yield from _parts(student, rng)
    for n, k in ((25, 2), (16, 16), (2, 2)):
        sentence = f"It works for {n} samples in {k} folds"
        generator = fresh(rng)
        calls = [_ask(student, n, k, generator) for _ in range(CALLS)]
        flaws = [_flaw_of_folds(folds, n) for folds in calls] + [_repeated(calls)]
        found = next(filter(None, flaws), "")
        yield holds(not found, sentence, found, "uneven" if "sizes" in found else found)
    yield from _chance(student, rng)


def _repeated(calls):
    """In words, where many calls validate the very same samples first; empty where they do not."""
    first = {tuple(sorted(folds[0][1])) for folds in calls}
    return f"the same first fold in each of {len(calls)} calls" if len(first) == 1 else ""


def _parts(student, rng):
    """Criteria on the parts: one sample is left over, or one is missing, or half a round."""
    k, per_fold = int(rng.integers(4, 7)), int(rng.integers(4, 7))
    cases = [k * per_fold + surplus for surplus in (1, 1, 1, -1, k // 2)]
    calls = [(n, _ask(student, n, k, fresh(rng))) for n in cases]
    got = [[len(part) for _, part in folds] for _, folds in calls]
    varies = any(sizes != got[0] for sizes in got[:3])
    uneven = [_uneven(folds) for _, folds in calls]
    evidence = "they vary" if varies else got
    sentence = "The validation parts differ in size by at most one"
    yield _none(uneven, cases, k, sentence, evidence).worth(5)
    flaws = [flaw([validation for _, validation in folds], n) for n, folds in calls]
    sentence = "Every sample is in exactly one validation part"
    yield _none(flaws, cases, k, sentence).worth(2).as_idea()
    flaws = [_flaw_of_training(folds, n) for n, folds in calls]
    sentence = "Each training part holds all samples that its fold does not validate, and only them"
    yield _none(flaws, cases, k, sentence).worth(3).as_idea()


def _none(flaws, cases, k, sentence, evidence=None):
    """Criterion: none of several calls has a flaw."""
    found, n = next(((f, n) for f, n in zip(flaws, cases, strict=True) if f), ("", 0))
    criterion = holds(not found, sentence, found, evidence)
    return replace(criterion, call=f"k_fold({n}, {k}, rng)")


def _uneven(folds):
    """The sizes of the validation parts in words, where they differ by more than one."""
    sizes = [len(validation) for _, validation in folds]
    return f"the sizes {sizes}" if max(sizes) - min(sizes) > 1 else ""


def _chance(student, rng):
    """Criteria on which sample falls in which fold; of 30 samples two are left over."""
    generator = fresh(rng)
    sentences = (
        "Samples that are neighbors are validated together as often as any others",
        "Every sample is in every fold's validation part now and then",
        "Every call makes folds of its own",
    )
    parts = left_to_chance(lambda n: _validated(student, n, 4, generator), sentences)
    yield next(parts).worth(3).as_idea()
    yield next(parts).worth(3)
    yield next(parts)
    yield draws_from(lambda rng: labels_of(_validated(student, 60, 12, rng), 60), rng).worth(4)


def _raw(student, n, k, rng):
    """The folds as they come."""
    folds = student(n, k, rng)
    wanted = f"Expected a list of {k} pairs (train_indices, validation_indices)"
    if not isinstance(folds, tuple | list):
        raise Unacceptable(f"{wanted}; got {describe(folds)}.")
    if len(folds) != k:
        raise Unacceptable(f"{wanted}; got {len(folds)} of them.")
    for fold in folds:
        if not isinstance(fold, tuple | list) or len(fold) != 2:
            raise Unacceptable(f"{wanted}; one of them is {describe(fold)}.")
    return folds


def _ask(student, n, k, rng):
    names = "each training part", "each validation part"
    folds = _raw(student, n, k, rng)
    return [tuple(map(indices, (loosely(part, n) for part in fold), names)) for fold in folds]


def _validated(student, n, k, rng):
    """The validation parts alone."""
    return [validation for _, validation in _ask(student, n, k, rng)]


def _flaw_of_training(folds, n):
    """What is wrong with the training parts, in words; empty where nothing is."""
    trained, validated = (np.stack([_times(fold[i], n) for fold in folds]) for i in (0, 1))
    if np.any(trained * validated):
        return "a fold with a sample in both its training and its validation part"
    if np.any(trained[:, :n] > 1):
        return "a training part in which a sample comes more than once"
    if np.any(trained[:, n]):
        return f"a training part with an index outside of 0 to {n - 1}"
    return "a fold with a sample in neither of its parts" if _missing(trained, validated) else ""


def _times(part, n):
    """How often each of n samples is in a part, and how often an index that is none of theirs."""
    known = (part >= 0) & (part < n)
    return np.bincount(np.where(known, part, n).astype(int), minlength=n + 1)


def _missing(trained, validated):
    return np.any((trained + validated)[:, :-1] == 0)


def _flaw_of_folds(folds, n):
    parts = [validation for _, validation in folds]
    return _uneven(folds) or flaw(parts, n) or _flaw_of_training(folds, n)


wrong_folds.wrong.teach(k_fold)


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
