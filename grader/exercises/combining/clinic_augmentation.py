"""A script that augments all images before it splits them."""

import numpy as np

from grader.criteria import Unacceptable, array, draws_from, holds, pair
from grader.criteria.chance import fresh
from grader.exercise import exercise
from grader.exercises.combining import splits
from grader.exercises.combining.copies import Album
from grader.reference import clinic as reference
from grader.reference.augmentation import random_shift
from grader.remote.plain import describe

NAMES = ("x_train", "y_train", "x_val", "y_val")


@exercise(
    reference=reference.clinic_augmentation,
    points=2,
    hints=(
        "Follow one image through the script. In how many places does it end, and can one of "
        "them be the training part and another the validation part?",
        "Which of the two comes first, the split or the copies? Say for each part whether it "
        "should be augmented.",
        "The labels must make all the steps that their images make, in the same order.",
    ),
)
def clinic_augmentation(student, rng):
    """Split first: shifted copies in the training part only; (x_train, y_train, x_val, y_val)."""
    album = Album(rng)
    n_val, copies = int(rng.integers(30, 34)), int(rng.integers(2, 4))
    x_train, y_train, x_val, y_val = _ask(student, album, n_val, copies, fresh(rng))
    trained, validated = album.sources(x_train), album.sources(x_val)
    known = len(trained) > 0 and min(*trained, *validated) >= 0
    leaks = bool(np.isin(validated, trained).any())
    sentence = "No validation image, and no copy of one, is among the training images"
    found = "copies of validation images are trained on" if known else "some are none of the images"
    yield holds(known and not leaks, sentence, found).worth(4)
    flaw = _not_as_they_are(album, x_val, validated)
    yield holds(not flaw, "The validation part is n_val images, each once, as it is", flaw).worth(3)
    flaw = _wrong_number(album, x_train, trained, validated, copies)
    sentence = "The training part is every other image as it is, and `copies` more of each"
    yield holds(not flaw, sentence, flaw).worth(2)
    shifted = known and not album.as_they_are(x_train, trained).all()
    yield holds(shifted, "The copies in the training part are shifted", "none is").worth(3)
    yield _labelled(album, (trained, y_train), (validated, y_val)).worth(3)
    yield draws_from(lambda rng: _validated(student, album, n_val, copies, rng), rng).worth(2)


def _ask(student, album, n_val, copies, rng):
    parts = pair(student(album.images, album.labels, n_val, copies, rng), NAMES)
    x_train, *rest = parts
    if not isinstance(x_train, np.ndarray) or x_train.shape[1:] != album.images.shape[1:]:
        wanted = f"an array of images {album.images.shape[1:]}"
        got = x_train.shape if isinstance(x_train, np.ndarray) else describe(x_train)
        raise Unacceptable(f"Expected `x_train` to be {wanted}; got {got}.")
    shapes = [(len(x_train),), (n_val, *album.images.shape[1:]), (n_val,)]
    guarded = [array(p, s, f"`{n}`") for p, s, n in zip(rest, shapes, NAMES[1:], strict=True)]
    return x_train, *guarded


def _validated(student, album, n_val, copies, rng):
    """Which images validate, in a fixed order."""
    return np.sort(album.sources(_ask(student, album, n_val, copies, rng)[2]))


def _not_as_they_are(album, x_val, validated):
    """What is wrong with the validation part, in words."""
    if validated.min() < 0:
        return "some are none of the images"
    if not album.as_they_are(x_val, validated).all():
        return "some of them are shifted"
    return "" if len(np.unique(validated)) == len(validated) else "some are there twice"


def _wrong_number(album, x_train, trained, validated, copies):
    """What is wrong with the number of training images, in words."""
    if not len(trained) or trained.min() < 0:
        return "some are none of the images"
    others = np.setdiff1d(np.arange(len(album.images)), validated)
    counts = np.bincount(trained, minlength=len(album.images))[others]
    if (counts != 1 + copies).any():
        return "there are none" if not counts.any() else "some are there too often or too seldom"
    themselves = trained[album.as_they_are(x_train, trained)]
    return "" if np.isin(others, themselves).all() else "some images themselves are missing"


def _labelled(album, *parts):
    """Criterion: labels go with their images in both parts."""
    right = [
        bool(len(sources)) and sources.min() >= 0 and bool((album.labels[sources] == labels).all())
        for sources, labels in parts
    ]
    where = [n for n, ok in zip(("training", "validation"), right, strict=True) if not ok]
    found = f"not in the {' and the '.join(where)} part"
    return holds(all(right), "Every image and every copy has its own label", found)


for wrong in splits.MISTAKES:
    clinic_augmentation.mistake(" ".join(wrong.__doc__.split()))(wrong)


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
