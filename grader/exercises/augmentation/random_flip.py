"""Mirror images left to right, at random."""

from dataclasses import replace

import numpy as np

from grader.criteria import array, at_rate, holds
from grader.criteria.chance import fresh
from grader.criteria.integers import UNKNOWN
from grader.criteria.masks import count_varies
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import flips
from grader.exercises.augmentation.batches import letters, same, whole
from grader.exercises.augmentation.draws import all_from_rng, each_its_own
from grader.reference import augmentation as reference

NEITHER = "results that are neither the images nor their mirror images"


@exercise(
    reference=reference.random_flip,
    points=2,
    hints=(
        "An image is `images[i]`: its first axis runs down the rows, its second along each row. "
        "Which of the two must be reversed for a mirror image?",
        "`rng.random(len(images))` gives each image a number of its own, uniform between 0 and 1. "
        "How often does it lie below `probability`?",
        "In color images the last axis is no longer the width: count the axes from the front.",
    ),
)
def random_flip(student, rng):
    """Each image is mirrored left to right, independently of the others, with this probability."""
    probability = float(rng.choice([0.2, 0.25, 0.75, 0.8]))
    gray = Flipped(student, rng, probability, (2400, 6, 5))
    yield gray.criterion("Images (n, h, w)").worth(2).as_idea()
    color = Flipped(student, rng, probability, (600, 5, 4, 3))
    yield color.criterion("Images (n, h, w, c)").worth(5)
    square = Flipped(student, rng, probability, (600, 5, 5))
    yield square.criterion("Images as high as they are wide").worth(2)
    single = Flipped(student, rng, probability, (200, 4, 6, 1))
    yield single.criterion("Images with a single channel")
    mirrored = [part.mirrored for part in (gray, color) if not part.flaw]
    yield _independently(mirrored, probability).worth(2).as_idea()
    yield _share(mirrored, probability).worth(8)
    yield _certainly(student, rng).worth(4)
    yield _at_random(student, rng, probability).worth(3)
    images = letters(rng, (4, 3, 2))
    yield from all_from_rng(lambda rng: _calls(student, images, probability, rng), rng, 3)


class Flipped:
    """What became of a batch.

    Attributes
    ----------
    flaw : str
        What some images became that are neither as they were nor mirrored, in words.
    mirrored : boolean ndarray, shape (n,)
    """

    def __init__(self, student, rng, probability, shape):
        images, generator = letters(rng, shape), fresh(rng)
        certain = array(student(images[:40], 1.0, generator), (40, *shape[1:]))
        out = array(student(images, probability, generator), shape)
        self.mirrored = same(out, images[:, :, ::-1])
        odd = np.flatnonzero(~(self.mirrored | same(out, images)))
        self.flaw, shown = "", 0
        if odd.size:
            self.flaw, shown = _oddity(images, out, odd), odd[0]
        elif not self.mirrored.any() and not same(certain, images[:40, :, ::-1]).any():
            self.flaw = "no mirrored image, not even with probability 1"
        self._sketch = Sketch("image", out[shown], images[shown, :, ::-1], f"Yours: {self.flaw}.")

    def criterion(self, words):
        sentence = f"{words}: each one comes back as it was or mirrored left to right"
        return holds(not self.flaw, sentence, self.flaw).drawn(self._sketch)


def _oddity(images, out, odd):
    """What became of these images, which are neither as they were nor mirrored, in words."""
    before, after = images[odd], out[odd]
    if same(after, before[:, ::-1]).all():
        return "images that are upside down"
    if same(after, before[:, ::-1, ::-1]).all():
        return "images that are turned by 180 degrees"
    if images.shape[1] == images.shape[2] and same(after, before.swapaxes(1, 2)).all():
        return "images whose rows and columns are exchanged"
    if images.ndim == 4 and same(after, before[..., ::-1]).all():
        return "images whose colors are exchanged"
    if same(after, after[:, :, ::-1]).all():
        return "images of which one half appears twice"
    if same(after, images[::-1][odd]).all():
        return "images that stand in another one's place"
    parts = np.minimum(np.abs(after - before), np.abs(after - before[:, :, ::-1]))
    return "images that are mirrored in part" if same(parts, 0 * parts).all() else NEITHER


def _independently(batches, probability):
    """Criterion for which images of some batches are mirrored, whatever their share is."""
    sentence = "Each image is mirrored or not independently of the others in its batch"
    found = UNKNOWN if not batches else ""
    for mirrored in batches:
        shared = "all images of a batch mirrored" if mirrored.all() else ""
        found = found or shared or each_its_own([mirrored.astype(int)], sentence).found
    example = np.random.default_rng(0).random((6, 20)) < probability
    yours = batches[0][:120].reshape(6, 20) if batches else np.zeros_like(example)
    words = "Each square is an image of one batch; a white one was mirrored."
    return holds(not found, sentence, found).drawn(Sketch("mask", yours, example, words))


def _share(batches, probability):
    """Criterion for how many of some batches are mirrored."""
    sentence = f"With `probability` {probability:g}, about {probability:.0%} are mirrored"
    if not batches:
        return holds(False, sentence, NEITHER)
    if any(mirrored.all() or not mirrored.any() for mirrored in batches):
        return holds(False, sentence, "all of a batch or none")
    mirrored = np.concatenate(batches)
    criterion = at_rate(mirrored, probability, sentence)
    return replace(criterion, found=f"{np.mean(mirrored):.0%} of {len(mirrored)} images")


def _certainly(student, rng):
    """Criterion on the probabilities 0 and 1, and on a batch of one image."""
    gray, color = letters(rng, (400, 4, 3)), letters(rng, (1, 4, 4, 2))
    sentence = "With probability 0 no image is mirrored, with probability 1 every image is"
    wrong = []
    for images, certain in ((color, 1.0), (gray, 0.0), (gray, 1.0)):
        out = array(student(images, certain, fresh(rng)), images.shape)
        if not same(out, images[:, :, ::-1] if certain else images).all():
            wrong.append(f"other {'gray' if images.ndim == 3 else 'color'} images with {certain:g}")
    return holds(not wrong, sentence, " and ".join(wrong))


def _at_random(student, rng, probability):
    """Criterion: the number of mirrored images is left to chance, however many it is on average."""
    images, generator, kept = letters(rng, (12, 4, 3)), fresh(rng), []
    sentence = "How many images of a batch are mirrored is left to chance"
    for _ in range(100):
        out = array(student(images, probability, generator), images.shape)
        kept.append(same(out, images))
        if not (kept[-1] | same(out, images[:, :, ::-1])).all():
            return holds(False, sentence, NEITHER)
    if np.ptp(np.sum(kept, axis=1)) == 0:
        return holds(False, sentence, "the same number in each of 100 calls")
    passed = count_varies(kept, 1 - np.mean(kept), sentence).passed
    return holds(passed, sentence, "numbers that vary more or less than by chance")


def _calls(student, images, probability, rng):
    """The batches of several calls, so that no two states of rng give the same ones by chance."""
    calls = [array(student(images, probability, rng), images.shape) for _ in range(40)]
    return {"a result": np.array(calls)}


flips.wrong.teach(random_flip)


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


@random_flip.alternative
def through_the_transpose(images, probability, rng):
    columns_first = np.moveaxis(images, 2, 0)
    flipped = np.array([rng.uniform() < probability for _ in images])
    flipped = flipped.reshape(-1, *np.ones(images.ndim - 2, dtype=int))
    columns_first = np.where(flipped, columns_first[::-1], columns_first)
    return np.ascontiguousarray(np.moveaxis(columns_first, 0, 2))
