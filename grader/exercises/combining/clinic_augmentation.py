"""A script that augments all images before it splits them."""

import numpy as np

from grader.criteria import Unacceptable, array, draws_from, holds, pair
from grader.criteria.chance import fresh, may_be_at_rate
from grader.criteria.guards import values_of
from grader.exercise import exercise
from grader.exercises.combining import splits
from grader.exercises.combining.copies import Album
from grader.exercises.combining.parts import Parts
from grader.exercises.wrong import teach
from grader.reference import clinic as reference
from grader.reference.augmentation import random_shift
from grader.remote.plain import describe

NAMES = ("x_train", "y_train", "x_val", "y_val")
CALLS = 40


@exercise(
    reference=reference.clinic_augmentation,
    points=2,
    hints=(
        "Follow one image through the script. In how many places does it end up, and can one of "
        "them be in the training part and another in the validation part?",
        "Which comes first, the split or the copies? Decide for each part whether it should be "
        "augmented.",
        "The labels have to go through the same steps as their images, in the same order.",
    ),
)
def clinic_augmentation(student, rng):
    """Split first: shifted copies in the training part only; (x_train, y_train, x_val, y_val)."""
    album = Album(rng, n=int(rng.integers(48, 56)), classes=10)
    n_val, copies = int(rng.integers(30, 34)), int(rng.integers(2, 4))
    parts = Parts(album, *_ask(student, album, n_val, copies, fresh(rng)))
    yield parts.apart().worth(4).as_idea()
    yield parts.shifted().worth(3).as_idea()
    yield parts.validation_as_it_is(n_val).worth(4)
    yield parts.copies_of_each(copies).worth(3)
    yield parts.labeled().worth(7)
    yield draws_from(lambda rng: _flat(_ask(student, album, n_val, copies, rng)), rng).worth(2)
    yield _split_at_random(student, rng).worth(3)


def _ask(student, album, n_val, copies, rng):
    x_train, y_train, x_val, y_val = map(
        values_of, pair(student(album.images, album.labels, n_val, copies, rng), NAMES)
    )
    for name, part in (("x_train", x_train), ("x_val", x_val)):
        if not isinstance(part, np.ndarray) or part.shape[1:] != album.images.shape[1:]:
            got = f"shape {part.shape}" if isinstance(part, np.ndarray) else describe(part)
            wanted = f"an array of images {album.images.shape[1:]}"
            raise Unacceptable(f"Expected `{name}` to be {wanted}; got {got}.")
        array(part, part.shape, f"`{name}`")
    for name, part in (("y_train", y_train), ("y_val", y_val)):
        array(part, (len(part) if isinstance(part, np.ndarray) and part.ndim else 1,), f"`{name}`")
    return x_train, y_train, x_val, y_val


def _flat(parts):
    return np.concatenate([part.ravel() for part in parts])


def _split_at_random(student, rng):
    """Criterion: each of a few images validates about as often as not, in all combinations."""
    album = Album(rng, n=12, classes=2)
    validates = np.zeros((CALLS, len(album.images)), dtype=bool)
    for row in validates:
        sources = album.sources(_ask(student, album, 6, 1, fresh(rng))[2])
        row[sources[sources >= 0]] = True
    counts, different = validates.sum(axis=0), len(np.unique(validates, axis=0))
    fair = may_be_at_rate(counts, CALLS, 0.5)
    # Of 924 splits. Of 40 all but a few are different, and 26 or fewer never occur.
    found = f"only {different} different splits in {CALLS} calls" if different <= 26 else ""
    if not fair:
        odd = counts[np.abs(counts - CALLS / 2).argmax()]
        found = f"an image that is in the validation part in {odd} of {CALLS} calls"
    sentence = "The split is random: half of 12 images validate, and each call draws others"
    return holds(not found, sentence, found, fair)


teach(clinic_augmentation, splits.MISTAKES)


@clinic_augmentation.alternative
def by_source(images, labels, n_val, copies, rng):
    """Copies first, but with the number of the image that each comes from."""
    x, source = splits.copied(images, copies, rng), np.tile(np.arange(len(images)), 1 + copies)
    val = rng.choice(len(images), n_val, replace=False)
    kept = ~np.isin(source, val)
    return x[kept], labels[source[kept]], images[val], labels[val]


@clinic_augmentation.alternative
def sample_by_sample(images, labels, n_val, copies, rng):
    numbers = list(range(len(images)))
    rng.shuffle(numbers)
    x_train, y_train = [], []
    for number in numbers[:-n_val]:
        x_train.append(images[number])
        for _ in range(copies):
            down, right = rng.integers(-1, 2, size=2)
            padded = np.pad(images[number], 1)
            h, w = images[number].shape
            x_train.append(padded[1 - down : 1 - down + h, 1 - right : 1 - right + w])
        y_train += [labels[number]] * (1 + copies)
    val = numbers[-n_val:]
    return np.array(x_train), np.array(y_train), images[val], labels[val]


@clinic_augmentation.alternative
def with_scikit_learn(images, labels, n_val, copies, rng):
    from sklearn.model_selection import train_test_split

    seed = int(rng.integers(2**31))
    parts = train_test_split(images, labels, test_size=n_val, random_state=seed)
    x_train, x_val, y_train, y_val = parts
    x = np.concatenate([x_train] + [random_shift(x_train, 1, rng) for _ in range(copies)])
    order = rng.permutation(len(x))
    return [x[order].astype("float32"), np.tile(y_train, 1 + copies)[order], x_val, y_val]
