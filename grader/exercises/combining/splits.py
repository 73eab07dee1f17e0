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
    """The copies are still made before the split, so the model trains on copies of most validation
    images, and its validation accuracy promises too much. Split first, then augment the training
    part.
    """
    x, y = copied(images, copies, rng), np.tile(labels, 1 + copies)
    order = rng.permutation(len(x))
    val, train = order[:n_val], order[n_val:]
    return x[train], y[train], x[val], y[val]


def trains_on_everything(images, labels, n_val, copies, rng):
    """The training part is made of all images, so the model trains on the validation images as
    well, and its validation accuracy promises too much. Augment only the images that the
    validation part leaves.
    """
    val = rng.permutation(len(images))[:n_val]
    return copied(images, copies, rng), np.tile(labels, 1 + copies), images[val], labels[val]


def splits_off_the_end_of_the_copies(images, labels, n_val, copies, rng):
    """The last images of the augmented set are the validation part: all of them are copies of
    images that the model trains on. Split first, at random, then augment the training part.
    """
    x, y = copied(images, copies, rng), np.tile(labels, 1 + copies)
    return x[:-n_val], y[:-n_val], x[-n_val:], y[-n_val:]


def draws_each_part_by_itself(images, labels, n_val, copies, rng):
    """The two parts are drawn independently of each other, so some images are in both, and their
    validation accuracy promises too much. The training part is what the validation part leaves:
    draw one permutation and cut it in two.
    """
    _, _, x_val, y_val = _split(images, labels, n_val, copies, rng)
    x, y, _, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), x_val, y_val


def draws_with_replacement(images, labels, n_val, copies, rng):
    """Some images are in the validation part twice, so they count twice and there are fewer
    different ones. Draw without replacement: use a permutation, or `replace=False` in
    `rng.choice`.
    """
    val = rng.integers(len(images), size=n_val)
    train = np.setdiff1d(np.arange(len(images)), val)
    x, y = copied(images[train], copies, rng), np.tile(labels[train], 1 + copies)
    return x, y, images[val], labels[val]


def shifts_the_validation_part(images, labels, n_val, copies, rng):
    """The validation images are shifted too. They stand for what the model will meet, so they stay
    as they are; only the training part is augmented.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), random_shift(x_val, 1, rng), y_val


def copies_the_validation_part(images, labels, n_val, copies, rng):
    """The validation part has shifted copies too. It stands for what the model will meet, so it is
    n_val images as they are; only the training part is augmented.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    y, y_val = np.tile(y, 1 + copies), np.tile(y_val, 1 + copies)
    return x, y, copied(x_val, copies, rng), y_val


def without_copies(images, labels, n_val, copies, rng):
    """The augmentation is gone. Only its place was wrong: the training part keeps its shifted
    copies, which are made after the split.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, 0, rng)
    return x, y, x_val, y_val


def copies_alike(images, labels, n_val, copies, rng):
    """The copies are not shifted, so the model sees nothing new and nothing is augmented. Shift
    every copy.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, 0, rng)
    return np.tile(x, (1 + copies, 1, 1)), np.tile(y, 1 + copies), x_val, y_val


def one_shift_repeated(images, labels, n_val, copies, rng):
    """You shift the images once and repeat the result, so all copies of an image are the same and
    only the first one is new to the model. Draw another shift for each copy.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, 1, rng)
    repeated = [x[: len(y)], *[x[len(y) :]] * copies]
    return np.concatenate(repeated), np.tile(y, 1 + copies), x_val, y_val


def copies_alone(images, labels, n_val, copies, rng):
    """The training part has the copies but not the images themselves. It is each image as it is
    AND `copies` shifted ones of it.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x[len(y) :], np.tile(y, copies), x_val, y_val


def without_the_images_themselves(images, labels, n_val, copies, rng):
    """The number of training images is right, but the images themselves are missing: shifted
    copies have taken their place. Keep each image as it is, too.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, 1 + copies, rng)
    return x[len(y) :], np.tile(y, 1 + copies), x_val, y_val


def repeats_the_labels(images, labels, n_val, copies, rng):
    """The training labels are in another order than their images. `np.repeat` gives a, a, b, b and
    `np.tile` gives a, b, a, b, and two draws give two orders. Wrong labels teach the model nothing:
    bring labels into the order of the copies, and shuffle both by the same indices.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x, np.repeat(y, 1 + copies), x_val, y_val


def labels_without_copies(images, labels, n_val, copies, rng):
    """There is one training label for each image, but none for its copies. A copy has the label of
    its image: repeat the labels as you repeat the images.
    """
    return _split(images, labels, n_val, copies, rng)


def other_labels_for_validation(images, labels, n_val, copies, rng):
    """The validation labels do not belong to the validation images, so the accuracy on them is
    that of guessing. Take both by the same indices.
    """
    x, y, x_val, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(y, 1 + copies), x_val, labels[:n_val]


def shuffles_the_images_alone(images, labels, n_val, copies, rng):
    """Only the images are shuffled: the labels of both parts are still in the old order, so they
    belong to other images. Take images and labels by the same indices.
    """
    x, _, x_val, _ = _split(images, labels, n_val, copies, rng)
    return x, np.tile(labels[n_val:], 1 + copies), x_val, labels[:n_val]


def always_the_same_split(images, labels, n_val, copies, rng):
    """The split is no longer random: the same images validate in every call. Data are often
    sorted, and then the two parts differ. Draw which images validate from `rng`.
    """
    x = copied(images[n_val:], copies, rng)
    return x, np.tile(labels[n_val:], 1 + copies), images[:n_val], labels[:n_val]


def exchanged(images, labels, n_val, copies, rng):
    """The two parts are exchanged, so a model would train on the few validation images and be
    judged on the others. The order is (x_train, y_train, x_val, y_val).
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, rng)
    return x_val, y_val, x, np.tile(y, 1 + copies)


def draws_elsewhere(images, labels, n_val, copies, rng):
    """The split or the shifts are drawn from another generator than `rng`, so nobody can repeat
    what your script did. Use `rng` for every draw.
    """
    x, y, x_val, y_val = _split(images, labels, n_val, copies, np.random.default_rng())
    return x, np.tile(y, 1 + copies), x_val, y_val


MISTAKES = {
    "idea": (
        augments_before_the_split,
        trains_on_everything,
        splits_off_the_end_of_the_copies,
        draws_each_part_by_itself,
        without_copies,
        copies_alike,
    ),
    "": (
        draws_with_replacement,
        shifts_the_validation_part,
        copies_the_validation_part,
        one_shift_repeated,
        copies_alone,
        without_the_images_themselves,
        repeats_the_labels,
        labels_without_copies,
        other_labels_for_validation,
        shuffles_the_images_alone,
        always_the_same_split,
        exchanged,
        draws_elsewhere,
    ),
}
