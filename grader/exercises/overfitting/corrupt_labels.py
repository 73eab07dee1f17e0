"""Give a share of the samples a wrong label."""

import numpy as np

from grader.criteria import Criterion, array, draws_from, holds
from grader.criteria.chance import SIGMAS, fresh, may_be_at_rate
from grader.criteria.places import left_to_chance
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_labels
from grader.exercises.overfitting.class_steps import fair_steps, steps_taken
from grader.reference import overfitting as reference

# Rounding down changes fewer of the first than asked for, rounding up more of the second.
SHARES = ((16, 0.02), (47, 0.4), (53, 0.4))
# Of five classes, one in the middle and the last never occur among the labels.
OCCURRING, N_CLASSES = (0, 1, 3), 5
REPEATED = "the same new labels in every call"


@exercise(
    reference=reference.corrupt_labels,
    points=3,
    hints=(
        "First choose which labels to change: round(fraction * n) different places at random. "
        "`rng.permutation` and `rng.choice(..., replace=False)` both give places without repeats.",
        "How do you get a class that is surely another one? If you go on from the old class by 1 "
        "to n_classes - 1 steps, around in a circle, you never come back to it.",
        "Copy the labels before you change any: whoever called you still needs the clean ones.",
    ),
)
def corrupt_labels(student, rng):
    """Exactly round(fraction * n) random labels become another class, all of them equally often."""
    yield from _counts(student, rng)
    yield from _ends(student, rng)
    yield from _new_classes(student, rng)
    yield from _places(student, rng)
    yield draws_from(lambda rng: _ask(student, np.arange(90) % 3, 0.4, 3, rng), rng).worth(3)


def _ask(student, labels, fraction, n_classes, rng):
    return array(student(labels, fraction, n_classes, rng), labels.shape, "the labels")


def _counts(student, rng):
    """Criteria on what comes back, and on how many labels are changed; each set of them thrice."""
    generator, odd, outside, surplus = fresh(rng), "", "", []
    for n, fraction in SHARES * 5:
        labels = rng.integers(0, 4, size=n)
        calls = [_ask(student, labels, fraction, 4, generator) for _ in range(3)]
        if any(noisy.dtype.kind not in "iu" for noisy in calls):
            odd = f"labels of dtype {calls[0].dtype}"
        if np.min(calls) < 0 or np.max(calls) > 3:
            outside = "labels below 0 or above n_classes - 1"
        surplus.append([np.sum(noisy != labels) - round(fraction * n) for noisy in calls])
    yield holds(not odd, "The labels are integers", odd).worth(3)
    yield holds(not outside, "All labels are classes from 0 to n_classes - 1", outside).worth(2)
    wrong = {"too many": np.max(surplus) > 0, "too few": np.min(surplus) < 0}
    words = " or ".join(word for word, true in wrong.items() if true)
    varies = ", and not the same number each time" if np.ptp(surplus, axis=1).any() else ""
    found = f"{words}{varies}" if words else ""
    right = round(fraction * n)
    sentence = f"Exactly round(fraction * n) labels are changed, here {right} of {n}"
    yield holds(not found, sentence, found).worth(5)


def _ends(student, rng):
    """Criteria for a fraction of 1 and of 0."""
    labels = rng.integers(0, 2, size=3000).astype(np.int32)
    share = float(np.mean(_ask(student, labels, 1.0, 2, fresh(rng)) != labels))
    sentence = "A changed label is DIFFERENT from the old one: with a fraction of 1 all of them are"
    found = f"a share of {share:.3g} that are"
    # A right answer leaves nothing to chance here. Wrong ones do, and are told apart by the share.
    chance = SIGMAS * 0.5 / np.sqrt(labels.size)
    yield Criterion(sentence, share == 1.0, found, share, chance).worth(4).as_idea()
    labels = rng.integers(0, 5, size=20)
    changed = int(np.sum(_ask(student, labels, 0.0, 5, fresh(rng)) != labels))
    sentence = "With a fraction of 0 no label changes"
    yield holds(not changed, sentence, f"{changed} changed labels", "some")


def _new_classes(student, rng):
    """Criteria on what the changed labels become, counted for each call and old class."""
    generator, labels = fresh(rng), rng.permutation(np.array(OCCURRING)[np.arange(240) % 3])
    calls = [_ask(student, labels, 0.8, N_CLASSES, generator).astype(int) for _ in range(20)]
    yield _whatever_class(labels, calls).worth(2)
    yield _no_pattern(labels, calls).worth(2).as_idea()
    sentence = (
        "A changed label becomes each of the other classes equally often, including classes that "
        "do not occur among the labels"
    )
    if np.min(calls) < 0 or np.max(calls) >= N_CLASSES:
        yield holds(False, sentence, "labels that are none of the classes").worth(8)
        fair = False
    else:
        fair, pattern = fair_steps(steps_taken(labels, calls, N_CLASSES))
        found = "" if fair else _frequencies(labels, calls)
        if not fair and np.all(np.array(calls) == calls[0]):
            found = pattern = REPEATED
        criterion = holds(fair, sentence, found, pattern).worth(8)
        yield criterion if fair else criterion.drawn(_histogram(labels, calls))
    yield _wherever_it_stands(labels, calls, fair)
    yield _anew(student, generator)


def _whatever_class(labels, calls):
    """Criterion: labels are chosen anew, at the same rate whatever their class, and not in turn.

    Of labels that are chosen together, the counts of the classes vary even less than those of
    independent draws; but in no right answer are they all but equal in every call.
    """
    sentence = "Which labels are changed is drawn in each call, whatever their class"
    changed, classes = np.array(calls) != labels, np.unique(labels)
    counts = np.stack([changed[:, labels == c].sum(axis=1) for c in classes], axis=1)
    if np.all(changed == changed[0]):
        return holds(False, sentence, f"changes of the same labels in all of {len(calls)} calls")
    size, rate = len(labels) // len(classes), changed.mean()
    if not may_be_at_rate(counts, size, rate):
        shares = counts.mean(axis=0) / size
        rates = [f"{share:.0%} of class {c}" for c, share in zip(classes, shares, strict=True)]
        return holds(False, sentence, f"changes of {', '.join(rates)}", "by class")
    found = f"as many changes in each class, in all of {len(calls)} calls"
    return holds(np.any(np.ptp(counts, axis=1) > 1), sentence, found)


def _wherever_it_stands(labels, calls, fair):
    """Criterion: labels in the first half become every class as often as any; `fair`: all do."""
    half = labels[: len(labels) // 2]
    early = [noisy[: len(half)] for noisy in calls]
    passed = not fair or fair_steps(steps_taken(half, early, N_CLASSES))[0]
    found = "" if passed else f"in the first half {_frequencies(half, early)}"
    return holds(passed, "Its place does not tell which class a label becomes", found, "by place")


def _no_pattern(labels, calls):
    """Criterion: labels of one class do not all become the same one; how often is free."""
    kinds = [len(np.unique(_becoming(labels, [noisy]))) for noisy in calls]
    sentence = "In one call labels of the same class become different classes"
    found = "labels of class 0 that all become the same class"
    if not max(kinds):
        found = "labels of class 0 that never change"
    return holds(min(kinds) > 1, sentence, found)


def _anew(student, rng):
    """Criterion: few labels, in many calls, become all other classes; none comes of a list."""
    labels = np.array([1, 1])
    drawn = np.array([_ask(student, labels, 1.0, 4, rng) for _ in range(60)])
    never = sorted({c for c in (0, 2, 3) for column in drawn.T if not np.any(column == c)})
    sentence = "In 60 calls each label of [1, 1] becomes each other of four classes at times"
    found = f"a label that never becomes class {never[0]}" if never else ""
    if np.all(drawn == drawn[0]):
        return holds(False, sentence, REPEATED)
    return holds(not never, sentence, found, str(never))


def _becoming(labels, calls):
    """What the labels of class 0 are after a change, in all calls."""
    return np.concatenate([noisy[(labels == 0) & (noisy != labels)] for noisy in calls])


def _frequencies(labels, calls):
    """How often a label of class 0 becomes each other class, in words."""
    new = _becoming(labels, calls)
    times = [f"class {c} {int(np.sum(new == c))} times" for c in range(1, N_CLASSES)]
    return f"labels of class 0 that became {', '.join(times)}"


def _histogram(labels, calls):
    new = _becoming(labels, calls)[:1000]
    example = 1 + np.arange(max(len(new), 1)) % (N_CLASSES - 1)
    words = "The new classes of labels that were 0: all four others should come equally often."
    return Sketch("distribution", new, example, words)


def _places(student, rng):
    """Criteria on which labels are chosen."""
    generator = fresh(rng)

    def draw(n):
        labels = rng.integers(0, 8, size=n)
        chosen = _ask(student, labels, 1 / 3, 8, generator) != labels
        return np.flatnonzero(~chosen), np.flatnonzero(chosen)

    sentences = (
        "Labels that are neighbors are chosen together as often as any others",
        "Every label is chosen now and then, as often as the others",
    )
    parts = left_to_chance(draw, sentences)
    yield next(parts).worth(2).as_idea()
    yield next(parts).worth(2)


wrong_labels.wrong.teach(corrupt_labels)


@corrupt_labels.alternative
def label_by_label(labels, fraction, n_classes, rng):
    noisy = np.array(labels)
    for i in rng.choice(len(labels), round(len(labels) * fraction), replace=False):
        noisy[i] = rng.choice([c for c in range(n_classes) if c != labels[i]])
    return noisy


@corrupt_labels.alternative
def by_leaving_out_the_old_class(labels, fraction, n_classes, rng):
    chosen = np.argsort(rng.random(labels.size))[: round(fraction * labels.size)]
    drawn = rng.integers(n_classes - 1, size=chosen.size)
    drawn += drawn >= labels[chosen]
    noisy = labels.astype(np.int64)
    np.put(noisy, chosen, drawn)
    return noisy


@corrupt_labels.alternative
def by_drawing_again(labels, fraction, n_classes, rng):
    chosen = np.zeros(len(labels), dtype=bool)
    chosen[: round(fraction * len(labels))] = True
    rng.shuffle(chosen)
    noisy, again = labels.copy(), chosen.copy()
    while again.any():
        noisy[again] = rng.integers(0, n_classes, size=again.sum())
        again = chosen & (noisy == labels)
    return noisy


@corrupt_labels.alternative
def by_random_scores(labels, fraction, n_classes, rng):
    scores = rng.random((len(labels), n_classes))
    scores[np.arange(len(labels)), labels] = -1
    chosen = np.isin(
        np.arange(len(labels)), rng.permutation(len(labels))[: round(fraction * len(labels))]
    )
    return np.where(chosen, scores.argmax(axis=1), labels).astype(np.uint8)
