"""Wrong ways to corrupt labels."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def chosen_from(labels, fraction, rng):
    """A copy of the labels, and the places to change."""
    return labels.copy(), rng.permutation(len(labels))[: round(fraction * len(labels))]


@wrong(
    "Every call changes the same labels, whatever `rng` is: a seed is set inside the function, or "
    "the first choice is kept. Draw from the `rng` that is handed in, in every call."
)
def seeds_inside(labels, fraction, n_classes, rng):
    rng = np.random.default_rng(42)
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=len(chosen))) % n_classes
    return noisy


@wrong(
    "Your draws do not come from `rng`, so nobody can repeat what you did. Draw from the `rng` "
    "that is handed in."
)
def draws_elsewhere(labels, fraction, n_classes, rng):
    rng = np.random.default_rng()
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=len(chosen))) % n_classes
    return noisy


@wrong(
    "Some labels are drawn and stay as they were, so fewer are wrong than asked for. That happens "
    "where the new class is drawn from all classes, the old one included. Draw from the OTHER "
    "classes.",
    about="idea",
)
def may_draw_the_old_class(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = rng.integers(0, n_classes, size=len(chosen))
    return noisy


@wrong(
    "You shuffle the labels of the chosen samples among them. Many get a label of their own class "
    "back, and no class can appear that was not there. Draw each new class from the others.",
    about="idea",
)
def shuffles_the_chosen_labels(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = rng.permutation(labels[chosen])
    return noisy


@wrong(
    "Every changed label becomes the next class. Such noise has a pattern that a model can learn. "
    "Draw the new class uniformly from all the others.",
    about="idea",
)
def always_the_next_class(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = (labels[chosen] + 1) % n_classes
    return noisy


@wrong(
    "You draw from the classes that occur among the labels. A class may be missing from a small "
    "sample although it exists; `n_classes` says how many there are."
)
def only_classes_that_occur(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    classes = np.unique(labels)
    if len(classes) < 2:
        return noisy
    place = np.searchsorted(classes, labels[chosen])
    steps = rng.integers(1, len(classes), size=len(chosen))
    noisy[chosen] = classes[(place + steps) % len(classes)]
    return noisy


@wrong(
    "You take the largest label plus 1 for the number of classes. The last classes may be missing "
    "from a small sample although they exist; `n_classes` says how many there are."
)
def one_more_than_the_largest(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    n_classes = labels.max() + 1
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=len(chosen))) % n_classes
    return noisy


@wrong(
    "Each label is changed by a toss of its own, so the number of wrong labels varies from call to "
    "call. Exactly round(fraction * n) labels change: choose that many places.",
    about="slip",
)
def a_coin_for_each_label(labels, fraction, n_classes, rng):
    steps = rng.integers(1, n_classes, size=len(labels))
    return (labels + steps * (rng.random(len(labels)) < fraction)) % n_classes


@wrong(
    "You change the first labels, not randomly chosen ones. In data that is sorted by class, only "
    "some classes would get wrong labels. Choose the places at random.",
    about="idea",
)
def the_first_labels(labels, fraction, n_classes, rng):
    noisy, count = labels.copy(), round(fraction * len(labels))
    noisy[:count] = (noisy[:count] + rng.integers(1, n_classes, size=count)) % n_classes
    return noisy


@wrong(
    "You draw the places with replacement, so some come twice and fewer labels change than asked "
    "for. Draw them without: `replace=False`, or the first ones of a permutation.",
    about="idea",
)
def places_that_repeat(labels, fraction, n_classes, rng):
    noisy, count = labels.copy(), round(fraction * len(labels))
    chosen = rng.choice(len(labels), size=count)
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=count)) % n_classes
    return noisy


@wrong(
    "You round the number of labels down, as `int()` does. The exercise asks for `round()`.",
    about="slip",
)
def rounds_down(labels, fraction, n_classes, rng):
    noisy, chosen = labels.copy(), rng.permutation(len(labels))[: int(fraction * len(labels))]
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes, size=len(chosen))) % n_classes
    return noisy


@wrong(
    "You draw one step for all labels of a call, so all labels of one class become the same other "
    "class. Each label needs a draw of its own: `size=len(chosen)`.",
    about="idea",
)
def one_step_for_all(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = (labels[chosen] + rng.integers(1, n_classes)) % n_classes
    return noisy


@wrong(
    "You draw one new class for all labels of a call, and labels that have it already stay as they "
    "are. Each label needs a draw of its own, from the classes that it does not have.",
    about="idea",
)
def one_class_for_all(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    noisy[chosen] = rng.integers(0, n_classes)
    return noisy


@wrong(
    "The largest step is never drawn: `rng.integers(1, n_classes - 1)` leaves out its upper end, "
    "and fails for two classes. Use `rng.integers(1, n_classes)`."
)
def never_the_last_step(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    steps = rng.integers(1, n_classes - 1, size=len(chosen))
    noisy[chosen] = (labels[chosen] + steps) % n_classes
    return noisy


@wrong(
    "Your step from the old class can be 0, which leaves the label as it was, and is never the "
    "largest. Draw it from 1 to n_classes - 1: `rng.integers(1, n_classes)`.",
    about="idea",
)
def steps_from_zero(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    steps = rng.integers(0, n_classes - 1, size=len(chosen))
    noisy[chosen] = (labels[chosen] + steps) % n_classes
    return noisy


@wrong(
    "Where the old class is drawn you take the next one, so that one comes twice as often as the "
    "others. Draw from the other classes alone."
)
def steps_on_from_the_old_class(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    drawn = rng.integers(0, n_classes, size=len(chosen))
    noisy[chosen] = np.where(drawn == labels[chosen], (drawn + 1) % n_classes, drawn)
    return noisy


@wrong(
    "Some of your new labels are n_classes or more, and no such class exists: classes are counted "
    "from 0 to n_classes - 1. Draw none that is larger, and where you go on from the old class by "
    "some steps, take the result modulo n_classes."
)
def classes_from_one(labels, fraction, n_classes, rng):
    noisy, chosen = chosen_from(labels, fraction, rng)
    steps = rng.integers(1, n_classes, size=len(chosen))
    noisy[chosen] = (labels[chosen] - 1 + steps) % n_classes + 1
    return noisy


@wrong(
    "Your labels are floats. They name classes and serve as indices, for which they have to be "
    "integers: start from `labels.copy()`, which keeps the type.",
    about="slip",
)
def labels_as_floats(labels, fraction, n_classes, rng):
    chosen = rng.permutation(len(labels))[: round(fraction * len(labels))]
    noisy = np.zeros(len(labels)) + labels
    noisy[chosen] = (noisy[chosen] + rng.integers(1, n_classes, size=len(chosen))) % n_classes
    return noisy


@wrong(
    "The labels come back as they were. Change them in a copy, and return that copy.",
    about="idea",
)
def changes_nothing(labels, fraction, n_classes, rng):
    return labels.copy()
