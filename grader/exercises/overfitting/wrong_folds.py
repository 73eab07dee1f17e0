"""Wrong ways to make folds."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def folds_of(parts):
    """Folds whose validation parts are these."""
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(len(parts))]


@wrong(
    "Every call makes the same folds, whatever `rng` is: a seed is set inside the function, or the "
    "first folds are kept. Nobody can then see how much a result depends on them. Draw from the "
    "`rng` that is handed in, in every call."
)
def seeds_inside(n, k, rng):
    rng = np.random.default_rng(42)
    return folds_of(np.array_split(rng.permutation(n), k))


@wrong(
    "Your draws do not come from `rng`, so nobody can repeat your folds. Draw from the `rng` that "
    "is handed in."
)
def draws_elsewhere(n, k, rng):
    return folds_of(np.array_split(np.random.default_rng().permutation(n), k))


@wrong(
    "The samples are cut into folds unshuffled, so neighbors stay together. In data that is sorted "
    "by class, a fold may then validate a class that its training part never shows. Put all "
    "indices in a random order before you cut.",
    about="idea",
)
def unshuffled(n, k, rng):
    return folds_of(np.array_split(np.arange(n), k))


@wrong(
    "Every k-th sample makes a fold, so nothing is left to chance, and a pattern in the data that "
    "repeats every k samples falls into one fold. Put all indices in a random order first.",
    about="idea",
)
def every_kth(n, k, rng):
    return folds_of([np.arange(n)[i::k] for i in range(k)])


@wrong(
    "Only the order of the folds, or the place where the first begins, is random; within a fold "
    "neighbors stay together. Shuffle the samples before you cut.",
    about="idea",
)
def shuffles_the_folds(n, k, rng):
    parts = np.array_split(np.arange(n), k)
    return folds_of([parts[i] for i in rng.permutation(k)])


@wrong(
    "You draw a new random order for each fold, so some samples are validated twice and others "
    "never. Draw one order, before the loop, and cut it into k pieces.",
    about="idea",
)
def new_order_for_each_fold(n, k, rng):
    folds = []
    for i in range(k):
        parts = np.array_split(rng.permutation(n), k)
        folds.append((np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]))
    return folds


@wrong(
    "You cut off n // k samples for each fold and give all that is left to the last one, which can "
    "be almost twice as large as the others. Spread the rest, so that sizes differ by at most one: "
    "`np.array_split` does it.",
    about="slip",
)
def last_fold_takes_the_rest(n, k, rng):
    return folds_of(np.split(rng.permutation(n), np.arange(1, k) * (n // k)))


@wrong(
    "You round the size of a fold up, so little or nothing is left for the last ones. Spread the "
    "samples, so that sizes differ by at most one: `np.array_split` does it.",
    about="slip",
)
def rounds_the_size_up(n, k, rng):
    order, size = rng.permutation(n), int(np.ceil(n / k))
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


@wrong(
    "You cut off n // k samples for each fold and never validate what is left over. Every sample "
    "belongs to one fold; `np.array_split` spreads the rest."
)
def forgets_the_rest(n, k, rng):
    order, size = rng.permutation(n), n // k
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


@wrong(
    "What is left over after cutting n // k samples for each fold is in no part at all. Every "
    "sample belongs to one fold; `np.array_split` spreads the rest.",
    about="idea",
)
def loses_the_rest(n, k, rng):
    return folds_of(list(rng.permutation(n)[: n // k * k].reshape(k, n // k)))


@wrong(
    "Your training part holds samples of the validation part as well. The model would "
    "be judged on what it has seen, which is what cross-validation is there to prevent.",
    about="idea",
)
def trains_on_everything(n, k, rng):
    order = rng.permutation(n)
    return [(order, part) for part in np.array_split(order, k)]


@wrong(
    "The two parts are exchanged: the pair is `(train_indices, validation_indices)`. As it is, a "
    "model would learn from the small part and be judged on the large one."
)
def exchanged(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(part, np.setdiff1d(np.arange(n), part)) for part in parts]


@wrong(
    "Your training part leaves out samples that its fold does not validate, as where it is one "
    "other fold alone. It is everything else: the other k - 1 pieces together.",
    about="idea",
)
def trains_on_one_fold(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(parts[i - 1], parts[i]) for i in range(k)]


@wrong(
    "Each sample draws its fold on its own, so the folds differ in size, and some can be empty. "
    "Deal the samples out evenly, in a random order."
)
def folds_by_chance(n, k, rng):
    labels = rng.integers(0, k, size=n)
    return folds_of([np.flatnonzero(labels == i) for i in range(k)])


@wrong(
    "You draw the samples with replacement, so some come twice and others never. A sample can then "
    "be in training and validation at once. Use `rng.permutation(n)`.",
    about="idea",
)
def draws_with_replacement(n, k, rng):
    return folds_of(np.array_split(rng.choice(n, size=n), k))


@wrong(
    "Your indices run from 1 to n. Python counts from 0 to n - 1, so the first sample is never "
    "used, and index n is an error."
)
def counts_from_one(n, k, rng):
    return folds_of(np.array_split(rng.permutation(np.arange(1, n + 1)), k))


@wrong(
    "You return boolean masks. The exercise asks for arrays of indices: `np.flatnonzero(mask)` "
    "makes one of a mask.",
    about="slip",
)
def returns_masks(n, k, rng):
    labels = rng.permutation(np.arange(n) % k)
    return [(labels != i, labels == i) for i in range(k)]


@wrong(
    "You return lists. The exercise asks for NumPy arrays of indices, which support arithmetic and "
    "comparison as lists do not. `np.array` makes one of a list of indices, and `np.concatenate` "
    "joins a list of several parts.",
    about="slip",
)
def returns_lists(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(np.setdiff1d(np.arange(n), part).tolist(), part.tolist()) for part in parts]


@wrong(
    "You return the validation parts alone. Each fold is a pair `(train_indices, "
    "validation_indices)`."
)
def validation_parts_alone(n, k, rng):
    return np.array_split(rng.permutation(n), k)
