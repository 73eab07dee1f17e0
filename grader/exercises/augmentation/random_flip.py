"""Mirror images left to right, at random."""

from dataclasses import replace

import numpy as np

from grader.criteria import array, at_rate, draws_from, holds
from grader.criteria.chance import fresh
from grader.criteria.masks import count_varies, independent
from grader.exercise import exercise
from grader.exercises.augmentation import flips
from grader.exercises.augmentation.batches import same, whole
from grader.reference import augmentation as reference


@exercise(
    reference=reference.random_flip,
    points=2,
    hints=(
        "An image is `images[i]`: its first axis runs down the rows, its second along each row. "
        "Along which of the two must a mirror image be read backwards?",
        "`rng.random(len(images))` gives each image a number of its own, uniform between 0 and 1. "
        "How often does it lie below `probability`?",
        "With channels the last axis is not the width any more: count the axes from the front.",
    ),
)
def random_flip(student, rng):
    """Each image is mirrored left to right, independently of the others, with this probability."""
    probability = float(rng.choice([0.2, 0.3, 0.7, 0.8]))
    grey = yield from _format(student, rng, probability, (1000, 3, 4), "(n, h, w)")
    colour = yield from _format(student, rng, probability, (1000, 4, 3, 2), "(n, h, w, c)")
    sentence = "Each image is mirrored or not independently of the others in its batch"
    yield _independently((grey, colour), sentence).worth(3)
    yield _at_random(student, rng, probability).worth(2)
    yield _certainly(student, rng).worth(2)
    images = rng.random((4, 2, 3))
    yield draws_from(lambda rng: _calls(student, images, probability, rng, 40), rng).worth(2)


def _calls(student, images, probability, rng, times):
    """The batches of several calls, shape (times, ...)."""
    return np.array([array(student(images, probability, rng), images.shape) for _ in range(times)])


def _format(student, rng, probability, shape, words):
    """Criteria for one format of images; returns which ones are mirrored."""
    images, generator = rng.random(shape), fresh(rng)
    out = array(student(images, probability, generator), shape)
    certain = array(student(images[:40], 1.0, generator), (40, *shape[1:]))
    mirrored = same(out, images[:, :, ::-1])
    odd = _oddity(images, out)
    found = odd or _oddity(images[:40], certain)
    if not found and not mirrored.any() and not same(certain, images[:40, :, ::-1]).any():
        found = "none is mirrored"
    sentence = f"Images {words}: each comes back as it was or mirrored left to right"
    yield holds(not found, sentence, found).worth(4)
    sentence = f"Images {words}: a share of `probability` is mirrored"
    if odd or mirrored.all() or not mirrored.any():
        yield holds(False, sentence, odd or "all of them are or none is").worth(2)
    else:
        yield at_rate(mirrored, probability, sentence, "your share").worth(2)
    return mirrored & (not odd)


def _oddity(images, out):
    """What happened to the images that are neither as they were nor mirrored, in words."""
    odd = ~(same(out, images) | same(out, images[:, :, ::-1]))
    images, out = images[odd], out[odd]
    if not odd.any():
        return ""
    if same(out, images[:, ::-1]).all():
        return "some come back upside down"
    if same(out, images[:, ::-1, ::-1]).all():
        return "some come back turned by 180 degrees"
    if images.ndim == 4 and same(out, images[..., ::-1]).all():
        return "some come back with their channels in reverse order"
    if same(np.minimum(np.abs(out - images), np.abs(out - images[:, :, ::-1])), 0 * images).all():
        return "some are mirrored in part"
    return "some are something else"


def _independently(batches, sentence):
    """Criterion for which images of some batches are mirrored, whatever their share is."""
    for mirrored in batches:
        if mirrored.all() or not mirrored.any():
            return holds(False, sentence, "all images of a batch are treated alike")
        if not independent(mirrored, np.mean(mirrored), 0, sentence).passed:
            return holds(False, sentence, "neighbours are treated alike too often, or too rarely")
    return holds(True, sentence)


def _certainly(student, rng):
    """Criterion on the probabilities 0 and 1."""
    images, found = rng.random((500, 1, 3)), ""
    for certain, expected in ((0.0, images), (1.0, images[:, :, ::-1])):
        out = array(student(images, certain, fresh(rng)), images.shape)
        if not same(out, expected).all():
            found += f" with {certain:.0f} some images are not what they should be"
    sentence = "With probability 0 no image is mirrored, with probability 1 every one is"
    return holds(not found, sentence, found.strip())


def _at_random(student, rng, probability):
    """Criterion: the number of mirrored images is left to chance."""
    images = rng.random((12, 1, 2))
    batches = _calls(student, images, probability, fresh(rng), 120)
    kept = [~same(out, images[:, :, ::-1]) for out in batches]
    sentence = "How many images of a batch are mirrored is left to chance"
    if np.ptp(np.sum(kept, axis=1)) == 0:
        return holds(False, sentence, "it always is the same number")
    criterion = count_varies(kept, probability, sentence)
    return replace(criterion, evidence="the number varies in another way")


for wrong in flips.MISTAKES:
    random_flip.mistake(" ".join(wrong.__doc__.split()))(wrong)


@random_flip.alternative
def image_by_image(images, probability, rng):
    out = []
    for image in images:
        out.append(np.fliplr(image) if rng.random() < probability else image)
    return np.array(out)


@random_flip.alternative
def chosen_images_of_a_copy(images, probability, rng):
    out = np.copy(images)
    chosen = rng.binomial(1, probability, size=images.shape[0]).astype(bool)
    out[chosen] = np.flip(out[chosen], axis=2)
    return out


@random_flip.alternative
def by_choice_in_single_precision(images, probability, rng):
    steps = rng.choice([-1, 1], p=[probability, 1 - probability], size=len(images))
    flipped = [image[:, ::step] for image, step in zip(images, steps, strict=True)]
    return np.stack(flipped).astype(np.float32)


@random_flip.alternative
def by_weights(images, probability, rng):
    weight = whole((rng.uniform(size=len(images)) >= 1 - probability).astype(float), images)
    return weight * images[:, :, ::-1] + (1 - weight) * images
