"""A script that augments all images before it splits them."""

import numpy as np

from grader.criteria import Unacceptable, array, draws_from, holds, pair
from grader.criteria.chance import fresh
from grader.exercise import exercise
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
    n_val, copies = int(rng.integers(16, 20)), int(rng.integers(2, 4))
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


def _copied(images, copies, rng):
    return np.concatenate([images, *(random_shift(images, 1, rng) for _ in range(copies))])


def _split(images, labels, n_val, copies, rng):
    """Training images, with copies, and labels, without; validation images and labels."""
    order = rng.permutation(len(images))
    val, train = order[:n_val], order[n_val:]
    return _copied(images[train], copies, rng), labels[train], images[val], labels[val]


@clinic_augmentation.mistake(
    "The copies still are made before the split, so that of most validation images a copy is "
    "trained on: split first, then augment the training part."
)
def augments_before_the_split(images, labels, n_val, copies, rng):
    x, y = _copied(images, copies, rng), np.tile(labels, 1 + copies)
    order = rng.permutation(len(x))
    val, train = order[:n_val], order[n_val:]
    return x[train], y[train], x[val], y[val]


@clinic_augmentation.mistake(
    "The training part is made of all images, those of the validation part included."
)
def trains_on_everything(images, labels, n_val, copies, rng):
    val = rng.permutation(len(images))[:n_val]
    return _copied(images, copies, rng), np.tile(labels, 1 + copies), images[val], labels[val]


@clinic_augmentation.mistake(
    "The validation images are shifted too: they stand for what the model will meet, and stay as "
    "they are."
)
def shifts_the_validation_part(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), random_shift(x_val, 1, rng), y_val


@clinic_augmentation.mistake("The validation part has copies too: augment the training part alone.")
def copies_the_validation_part(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    y, y_val = np.tile(y, 1 + copies), np.tile(y_val, 1 + copies)
    return x, y, _copied(x_val, copies, rng), y_val


@clinic_augmentation.mistake(
    "The augmentation is gone: the training part should keep its shifted copies."
)
def without_copies(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, 0, rng)
    return x, y, x_val, y_val


@clinic_augmentation.mistake("The copies are not shifted, so nothing is augmented.")
def copies_alike(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, 0, rng)
    return np.tile(x, (1 + copies, 1, 1)), np.tile(y, 1 + copies), x_val, y_val


@clinic_augmentation.mistake(
    "The training part has too few or too many images: it is each image itself and `copies` "
    "shifted ones."
)
def copies_alone(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x[len(y) :], np.tile(y, copies), x_val, y_val


@clinic_augmentation.mistake(
    "The training images themselves are missing: their place is taken by shifted copies."
)
def without_the_images_themselves(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, 1 + copies, rng)
    return x[len(y) :], np.tile(y, 1 + copies), x_val, y_val


@clinic_augmentation.mistake(
    "The training labels are in another order than their images: the copies follow each other as "
    "whole sets, or one by one, and the labels must do the same."
)
def repeats_the_labels(images, labels, n_val, copies, rng):
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x, np.repeat(y, 1 + copies), x_val, y_val


@clinic_augmentation.mistake(
    "Only the images are shuffled: their labels stayed in the old order, in both parts."
)
def shuffles_the_images_alone(images, labels, n_val, copies, rng):
    x, _, x_val, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(labels[n_val:], 1 + copies), x_val, labels[:n_val]


@clinic_augmentation.mistake(
    "The split is no longer random: the same images validate in every call, whatever `rng` is."
)
def always_the_same_split(images, labels, n_val, copies, rng):
    x = _copied(images[n_val:], copies, rng)
    return x, np.tile(labels[n_val:], 1 + copies), images[:n_val], labels[:n_val]


@clinic_augmentation.alternative
def by_source(images, labels, n_val, copies, rng):
    """Copies first, but with the number of the image that each comes from."""
    x, source = _copied(images, copies, rng), np.tile(np.arange(len(images)), 1 + copies)
    val = rng.choice(len(images), n_val, replace=False)
    kept = ~np.isin(source, val)
    return x[kept], labels[source[kept]], images[val], labels[val]


@clinic_augmentation.alternative
def image_by_image(images, labels, n_val, copies, rng):
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
