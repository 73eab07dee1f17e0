"""Wrong ways to split and to augment, called like `clinic_augmentation`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference.augmentation import random_shift


def copied(images, copies, rng):
    return np.concatenate([images, *(random_shift(images, 1, rng) for _ in range(copies))])


def _split(images, labels, n_val, copies, rng):
    """Training images, with copies, and labels, without; validation images and labels."""
    order = rng.permutation(len(images))
    val, train = order[:n_val], order[n_val:]
    return copied(images[train], copies, rng), labels[train], images[val], labels[val]


def augments_before_the_split(images, labels, n_val, copies, rng):
    """The copies still are made before the split, so that of most validation images a copy is
    trained on: split first, then augment the training part.
    """
    x, y = copied(images, copies, rng), np.tile(labels, 1 + copies)
    order = rng.permutation(len(x))
    val, train = order[:n_val], order[n_val:]
    return x[train], y[train], x[val], y[val]


def trains_on_everything(images, labels, n_val, copies, rng):
    """The training part is made of all images: those of the validation part, or copies of
    them, are trained on as well.
    """
    val = rng.permutation(len(images))[:n_val]
    return copied(images, copies, rng), np.tile(labels, 1 + copies), images[val], labels[val]


def splits_off_the_end_of_the_copies(images, labels, n_val, copies, rng):
    """The last images of the augmented set are the validation part, all of them copies of
    images that are trained on or shifted themselves: split first, at random, then augment.
    """
    x, y = copied(images, copies, rng), np.tile(labels, 1 + copies)
    return x[:-n_val], y[:-n_val], x[-n_val:], y[-n_val:]


def draws_each_part_by_itself(images, labels, n_val, copies, rng):
    """The two parts are drawn independently of each other, so that some images are in both and
    some in neither: the training part is what the validation part leaves.
    """
    _, _, x_val, y_val = _split(images, labels, n_val, copies, rng)
    x, y, _, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), x_val, y_val


def draws_with_replacement(images, labels, n_val, copies, rng):
    """Some images are in the validation part twice: draw without replacement, by a permutation
    or by rng.choice with replace=False.
    """
    val = rng.integers(len(images), size=n_val)
    train = np.setdiff1d(np.arange(len(images)), val)
    x, y = copied(images[train], copies, rng), np.tile(labels[train], 1 + copies)
    return x, y, images[val], labels[val]


def shifts_the_validation_part(images, labels, n_val, copies, rng):
    """The validation images are shifted too: they stand for what the model will meet, and stay
    as they are.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), random_shift(x_val, 1, rng), y_val


def copies_the_validation_part(images, labels, n_val, copies, rng):
    """The validation part has copies too: augment the training part alone."""
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    y, y_val = np.tile(y, 1 + copies), np.tile(y_val, 1 + copies)
    return x, y, copied(x_val, copies, rng), y_val


def without_copies(images, labels, n_val, copies, rng):
    """The augmentation is gone: the training part should keep its shifted copies."""
    x, y, x_val, y_val = _split(images, labels, n_val, 0, rng)
    return x, y, x_val, y_val


def copies_alike(images, labels, n_val, copies, rng):
    """The copies are not shifted, so nothing is augmented."""
    x, y, x_val, y_val = _split(images, labels, n_val, 0, rng)
    return np.tile(x, (1 + copies, 1, 1)), np.tile(y, 1 + copies), x_val, y_val


def copies_alone(images, labels, n_val, copies, rng):
    """The training part has too few or too many images: it is each image itself and `copies`
    shifted ones.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x[len(y) :], np.tile(y, copies), x_val, y_val


def without_the_images_themselves(images, labels, n_val, copies, rng):
    """The training images themselves are missing: their place is taken by shifted copies."""
    x, y, x_val, y_val = _split(images, labels, n_val, 1 + copies, rng)
    return x[len(y) :], np.tile(y, 1 + copies), x_val, y_val


def repeats_the_labels(images, labels, n_val, copies, rng):
    """The training labels are not those of their images, or are in another order: the copies
    follow each other as whole sets, or one by one, and the labels must do the same.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x, np.repeat(y, 1 + copies), x_val, y_val


def labels_without_copies(images, labels, n_val, copies, rng):
    """The training labels are those of the images alone: the copies need theirs, too."""
    return _split(images, labels, n_val, copies, rng)


def other_labels_for_validation(images, labels, n_val, copies, rng):
    """The validation labels are not those of the validation images: take both by the same
    indices.
    """
    x, y, x_val, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), x_val, labels[:n_val]


def shuffles_the_images_alone(images, labels, n_val, copies, rng):
    """Only the images are shuffled: their labels stayed in the old order, in both parts."""
    x, _, x_val, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(labels[n_val:], 1 + copies), x_val, labels[:n_val]


def always_the_same_split(images, labels, n_val, copies, rng):
    """The split is no longer random: the same images validate in every call, whatever `rng`
    is.
    """
    x = copied(images[n_val:], copies, rng)
    return x, np.tile(labels[n_val:], 1 + copies), images[:n_val], labels[:n_val]


def draws_the_split_elsewhere(images, labels, n_val, copies, rng):
    """The split is drawn from another generator than `rng`: the same state of `rng` has to
    give the same split.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, np.random.default_rng())
    return x, np.tile(y, 1 + copies), x_val, y_val


MISTAKES = (
    augments_before_the_split,
    trains_on_everything,
    splits_off_the_end_of_the_copies,
    draws_each_part_by_itself,
    draws_with_replacement,
    shifts_the_validation_part,
    copies_the_validation_part,
    without_copies,
    copies_alike,
    copies_alone,
    without_the_images_themselves,
    repeats_the_labels,
    labels_without_copies,
    other_labels_for_validation,
    shuffles_the_images_alone,
    always_the_same_split,
    draws_the_split_elsewhere,
)
