"""Give a share of the samples a wrong label."""

import numpy as np

from grader.criteria import Criterion, array, draws_from, holds
from grader.criteria.chance import SIGMAS, fresh
from grader.criteria.places import left_to_chance
from grader.exercise import exercise
from grader.exercises.overfitting.class_steps import fair_steps, steps_taken
from grader.reference import overfitting as reference

# Rounding down changes fewer of the first than asked for, rounding up more of the second.
SHARES = ((47, 0.4), (53, 0.4))


@exercise(
    reference=reference.corrupt_labels,
    points=3,
    hints=(
        "First choose which labels to change: round(fraction * n) different places at random. "
        "`rng.permutation` and `rng.choice(..., replace=False)` both give places without repeats.",
        "How do you get a class that surely is another one? Going on from the old class by 1 to "
        "n_classes - 1 steps, round in a circle, never comes back to it.",
        "Copy the labels before you change any: whoever called you still needs the clean ones.",
    ),
)
def corrupt_labels(student, rng):
    """Exactly round(fraction * n) random labels become another class, all of them equally often."""
    yield from _counts(student, rng)
    yield _new_classes(student, rng)
    yield from _ends(student, rng)
    yield from _places(student, rng)
    yield draws_from(lambda rng: _ask(student, np.arange(90) % 3, 0.4, 3, rng), rng).worth(3)


def _ask(student, labels, fraction, n_classes, rng):
    return array(student(labels, fraction, n_classes, rng), labels.shape, "the labels")


def _counts(student, rng):
    """Criteria on what comes back, and on how many labels are changed; each set of them thrice."""
    generator, odd, surplus = fresh(rng), "", []
    for n, fraction in SHARES * 5:
        labels = rng.integers(0, 4, size=n)
        calls = [_ask(student, labels, fraction, 4, generator) for _ in range(3)]
        if any(noisy.dtype.kind not in "iu" for noisy in calls):
            odd = f"your labels have dtype {calls[0].dtype}"
        elif np.min(calls) < 0 or np.max(calls) > 3:
            odd = "some are below 0 or above n_classes - 1"
        surplus.append([np.sum(noisy != labels) - round(fraction * n) for noisy in calls])
    yield holds(not odd, "The labels are integers from 0 to n_classes - 1", odd)
    wrong = {"too many": np.max(surplus) > 0, "too few": np.min(surplus) < 0}
    words = " or ".join(word for word, true in wrong.items() if true)
    varies = ", and not the same number each time" if np.ptp(surplus, axis=1).any() else ""
    found = f"{words} are changed{varies}" if words else ""
    sentence = "Just round(fraction * n) labels differ from the old ones"
    yield holds(not found, sentence, found).worth(4)


def _ends(student, rng):
    """Criteria for a fraction of 1 and of 0."""
    labels = rng.integers(0, 2, size=3000).astype(np.int32)
    share = float(np.mean(_ask(student, labels, 1.0, 2, fresh(rng)) != labels))
    sentence = "With a fraction of 1 every label changes: of two classes, to the other one"
    found = f"a share of {share:.3g} does"
    # A right answer leaves nothing to chance here. Wrong ones do, and are told apart by the share.
    chance = SIGMAS * 0.5 / np.sqrt(labels.size)
    yield Criterion(sentence, share == 1.0, found, share, chance, weight=2)
    labels = rng.integers(0, 5, size=20)
    unchanged = np.array_equal(_ask(student, labels, 0.0, 5, fresh(rng)), labels)
    yield holds(unchanged, "With a fraction of 0 no label changes", "some do")


def _new_classes(student, rng):
    """Criterion on what the changed labels become, counted for each call and old class."""
    generator, labels = fresh(rng), np.arange(240) % 4
    calls = [_ask(student, labels, 0.8, 4, generator).astype(int) for _ in range(20)]
    sentence = "A changed label becomes each of the other classes equally often"
    if np.min(calls) < 0 or np.max(calls) > 3:
        return holds(False, sentence, "some become none of the classes").worth(3)
    fair, pattern = fair_steps(steps_taken(labels, calls, 4))
    found = "" if fair else "some of them come too often, others too seldom or never"
    return holds(fair, sentence, found, pattern).worth(3)


def _places(student, rng):
    """Criteria on which labels are chosen."""
    generator = fresh(rng)

    def draw(n):
        labels = rng.integers(0, 8, size=n)
        chosen = _ask(student, labels, 1 / 3, 8, generator) != labels
        return np.flatnonzero(~chosen), np.flatnonzero(chosen)

    sentences = (
        "Every label is chosen now and then, as often as the others",
        "Neighbours are not chosen together more often than by chance",
    )
    for criterion in left_to_chance(draw, sentences):
        yield criterion.worth(2)


@corrupt_labels.mistake(
    "The new class is drawn from all classes, the old one among them, so that fewer labels change "
    "than asked for: draw from the OTHER classes."
)
def may_draw_the_old_class(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    noisy[chosen] = rng.integers(0, n_classes, size=len(chosen))
    return noisy


@corrupt_labels.mistake(
    "Every changed label becomes the next class: the noise can be learned. Draw the new class "
    "uniformly from all the others."
)
def always_the_next_class(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    noisy[chosen] = (labels[chosen] + 1) % n_classes
    return noisy


@corrupt_labels.mistake(
    "Each label is changed by a coin of its own, so that their number varies; exactly "
    "round(fraction * n) labels change."
)
def a_coin_for_each_label(labels, fraction, n_classes, rng):
    steps = rng.integers(1, n_classes, size=len(labels))
    return (labels + steps * (rng.random(len(labels)) < fraction)) % n_classes


@corrupt_labels.mistake(
    "The first labels are changed, not randomly chosen ones: in sorted data that hits some classes "
    "only."
)
def the_first_labels(labels, fraction, n_classes, rng):
    noisy, count = labels.copy(), round(fraction * len(labels))
    noisy[:count] = (noisy[:count] + rng.integers(1, n_classes, size=count)) % n_classes
    return noisy


@corrupt_labels.mistake(
    "The places are drawn with replacement, so that some come twice and fewer labels change: draw "
    "them without (replace=False, or cut a permutation)."
)
def places_that_repeat(labels, fraction, n_classes, rng):
    noisy, count = labels.copy(), round(fraction * len(labels))
    chosen = rng.choice(len(labels), size=count)
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=count)) % n_classes
    return noisy


@corrupt_labels.mistake(
    "The number of labels is rounded down, as int() does; round() is asked for."
)
def rounds_down(labels, fraction, n_classes, rng):
    count = int(fraction * len(labels))
    return reference.corrupt_labels(labels, count / max(len(labels), 1), n_classes, rng)


@corrupt_labels.mistake(
    "One step is drawn for all labels of a call; each label needs a draw of its own."
)
def one_step_for_all(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes)) % n_classes
    return noisy


@corrupt_labels.mistake(
    "One new class is drawn for all labels of a call, and some have it already; each label needs a "
    "draw of its own, from the classes that it has not."
)
def one_class_for_all(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    noisy[chosen] = rng.integers(0, n_classes)
    return noisy


@corrupt_labels.mistake(
    "rng.integers leaves out its upper end: integers(1, n_classes - 1) never goes on by the last "
    "step, and fails for two classes."
)
def never_the_last_step(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    steps = rng.integers(1, n_classes - 1, size=len(chosen))
    noisy[chosen] = (labels[chosen] + steps) % n_classes
    return noisy


@corrupt_labels.mistake(
    "The step from the old class may be 0, which leaves the label as it was, and is never the "
    "largest: draw it from 1 to n_classes - 1."
)
def steps_from_zero(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    steps = rng.integers(0, n_classes - 1, size=len(chosen))
    noisy[chosen] = (labels[chosen] + steps) % n_classes
    return noisy


@corrupt_labels.mistake(
    "Where the old class is drawn, the next one is taken, so that it comes twice as often: draw "
    "from the other classes alone."
)
def steps_on_from_the_old_class(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    drawn = rng.integers(0, n_classes, size=len(chosen))
    noisy[chosen] = np.where(drawn == labels[chosen], (drawn + 1) % n_classes, drawn)
    return noisy


@corrupt_labels.mistake(
    "Classes are counted from 0 to n_classes - 1; this draws from 1 to n_classes."
)
def classes_from_one(labels, fraction, n_classes, rng):
    noisy, chosen = _chosen(labels, fraction, rng)
    steps = rng.integers(1, n_classes, size=len(chosen))
    noisy[chosen] = (labels[chosen] - 1 + steps) % n_classes + 1
    return noisy


@corrupt_labels.mistake(
    "A seed is set inside the function, so that every call changes the very same labels; draw from "
    "the `rng` that is handed in."
)
def seeds_inside(labels, fraction, n_classes, rng):
    return reference.corrupt_labels(labels, fraction, n_classes, np.random.default_rng(42))


@corrupt_labels.mistake("The draws come from another generator than the `rng` that is handed in.")
def draws_elsewhere(labels, fraction, n_classes, rng):
    return reference.corrupt_labels(labels, fraction, n_classes, np.random.default_rng())


@corrupt_labels.mistake("Nothing is changed: the labels come back as they were.")
def changes_nothing(labels, fraction, n_classes, rng):
    return labels.copy()


def _chosen(labels, fraction, rng):
    """A copy of the labels, and the places to change."""
    return labels.copy(), rng.permutation(len(labels))[: round(fraction * len(labels))]


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
