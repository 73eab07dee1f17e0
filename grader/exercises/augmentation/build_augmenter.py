"""A Keras model of random translations and rotations."""

from dataclasses import replace

import numpy as np

from grader.criteria import Criterion, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import augmenters
from grader.exercises.augmentation.batches import letters
from grader.exercises.augmentation.motion import (
    NOTHING,
    Augmenter,
    Motion,
    alike,
    fades,
    ramps,
    transformed,
)
from grader.reference import augmentation_models as reference

# The largest of 128 uniform draws falls below this share of its range once in 10^9 times.
REACHED = 0.85
COUNT = 128
MANY = 6144
UNKNOWN = "images that are changed in other ways, too many to tell"


@exercise(
    reference=reference.build_augmenter,
    points=2,
    hints=(
        "`keras.layers.RandomTranslation` takes two factors, one for the height and one for the "
        "width, both as fractions of the side.",
        "`keras.layers.RandomRotation` takes a fraction of a full turn: what share of 360 degrees "
        "is max_rotation_degrees?",
        "A `keras.Sequential` of the two layers is a model that can be put before another one; it "
        "needs neither `compile` nor `Input`.",
    ),
)
def build_augmenter(student, rng):
    """Random translation and rotation with training=True, nothing with training=False."""
    still = Augmenter(student, student(0.0, 0.0))
    of_still = student.notes.call()
    yield holds(True, "It returns a Keras model or layer").worth(0.5)
    max_shift, max_degrees = float(rng.choice([0.1, 0.15])), float(rng.choice([10, 15, 20]))
    augment = Augmenter(student, student(max_shift, max_degrees))
    images = letters(rng, (4, *augment.shape))
    kept = augment(images, training=False)
    tall, wide, gray = transformed(augment, COUNT)
    flaw = alike(tall, wide, ramps(augment.shape, 1, COUNT), augment.exact)
    yield _inference(images, kept, flaw, augment.exact).worth(4).as_idea()
    sentence = "With training=True every image is changed in its own way"
    yield holds(not flaw, sentence, flaw).worth(3).as_idea()
    down, right = Motion(tall, 1), Motion(wide, 2)
    found = flaw or _otherwise(down, right, max_degrees, fades(gray, augment.exact))
    sentence = "Images are moved and turned, and nothing else"
    yield holds(not found, sentence, found).worth(4).as_idea()
    turns = _turns(down, right, max_degrees)
    yield turns.worth(8)
    moves = [
        _moves(motion, max_shift, augment.shape, axis, words)
        for motion, axis, words in ((down, 1, "up and down"), (right, 2, "left and right"))
    ]
    yield from (criterion.worth(5) for criterion in moves)
    right_so_far = not found and turns.passed and all(criterion.passed for criterion in moves)
    smooth = augment.exact < 1e-4 and max(down.blur.max(), right.blur.max()) < 0.02
    yield _exactly(student, max_degrees, right_so_far, smooth).worth(2)
    yield replace(_nothing(still, rng), call=of_still)


def _inference(images, kept, flaw, exact):
    """Criterion on what happens with training=False."""
    same = np.allclose(kept, images, rtol=0, atol=exact)
    sentence = "With training=False the images come back as they were, unlike with training=True"
    words = "An image and what becomes of it with training=False."
    sketch = Sketch("image", kept[0, :, :, 0], images[0, :, :, 0], words)
    found = NOTHING if same else "images that are changed"
    return holds(same and flaw != NOTHING, sentence, found).drawn(sketch)


def _nothing(augment, rng):
    """Criterion: where both are 0, nothing changes even in training."""
    images = rng.random((32, *augment.shape))  # a RandomFlip spares them all once in 10^9 times
    same = np.allclose(augment(images, training=True), images, atol=10 * augment.exact)
    sentence = "With max_shift 0 and max_rotation_degrees 0 nothing ever changes"
    return holds(same, sentence, "images that are changed")


def _otherwise(down, right, largest, brightened):
    """What happens to images beside being moved and turned, or what does not, in words."""
    stiff = np.concatenate([down.rigid, right.rigid])
    degrees = np.concatenate([down.degrees, right.degrees])[stiff]
    if down.flaw or right.flaw:
        return down.flaw or right.flaw
    if brightened:
        return "images that become brighter or darker"
    # Some lie the other way round although none turns farther than it may.
    folded = np.abs((degrees + 90) % 180 - 90)
    if np.any(np.abs(degrees) > 90) and np.all(folded < 1.1 * largest + 3):
        return "images that are mirrored as well"
    if np.all(np.abs(degrees) < 0.1):
        return "images that are never turned"
    pixels = np.concatenate([down.pixels, right.pixels])[stiff]
    if np.all(np.abs(pixels) < 0.1):
        return "images that are never moved"
    return down.shared or right.shared


def _turns(down, right, largest):
    """Criterion on the angles."""
    sentence = f"They turn by up to max_rotation_degrees, here {largest:g}, in both directions"
    stiff = np.concatenate([down.rigid, right.rigid])
    degrees = np.concatenate([down.degrees, right.degrees])[stiff]
    blur = np.concatenate([down.blur, right.blur])[stiff]
    limit = np.full(len(degrees), largest)
    slack = 0.3 + 0.02 * largest + 8 * blur
    if np.mean(stiff) < 0.5:
        return holds(False, sentence, UNKNOWN)
    return _in_range(degrees, limit, slack, sentence, ("turn", "degrees"))


def _moves(motion, max_shift, shape, axis, words):
    """Criterion on the distances along one axis.

    An image that turns before it moves has moved askew, and so farther along one axis.
    """
    angle = np.deg2rad(motion.degrees[motion.rigid])
    side, other = shape[axis - 1], shape[2 - axis]
    askew = side * np.abs(np.cos(angle)) + other * np.abs(np.sin(angle))
    pixels, blur = motion.pixels[motion.rigid], motion.blur[motion.rigid]
    sentence = f"They move {words} by up to max_shift of the side, here {max_shift * side:g} pixels"
    limit = max_shift * np.maximum(side, askew)
    if np.mean(motion.rigid) < 0.5:
        return holds(False, sentence, UNKNOWN)
    return _in_range(pixels, limit, 0.5 + blur, sentence, ("move", "pixels"), max_shift * side)


def _in_range(values, limit, slack, sentence, words, reach=None):
    """Criterion: values go to their limits on both sides, and not beyond.

    Parameters
    ----------
    values, limit, slack : ndarray, shape (n,)
    words : (str, str)
        What the images do, and the unit.
    reach : float, optional
        What the largest one must come near to; by default the smallest limit.
    """
    reach = float(np.min(limit)) if reach is None else reach
    largest, (verb, unit) = float(np.max(np.abs(values))), words
    example = np.random.default_rng(0).uniform(-reach, reach, size=500)
    sketch = Sketch("distribution", values, example, f"How far images {verb}, in {unit}.")
    if largest < 0.1 * reach:
        return holds(False, sentence, f"images that never {verb}").drawn(sketch)
    if min(values.max(), -values.min()) < 0.4 * largest:
        return holds(False, sentence, f"images that {verb} one way only").drawn(sketch)
    within = np.all(np.abs(values) <= limit + slack)
    passed, ratio = bool(within and largest / reach > REACHED), float(np.log(largest / reach))
    # In words that do not depend on the draws; the picture has the numbers.
    found = f"images that {verb} {'too far' if ratio > 0 else 'not far enough'}"
    return Criterion(sentence, passed, found, ratio, 0.15).drawn(sketch)


def _exactly(student, largest, right_so_far, smooth):
    """Criterion on the angles of so many small images that one comes very near to the limit.

    It asks nothing of images that are turned without interpolation, or in half precision: what is
    seen of their angles is too coarse.
    """
    sentence = f"Angles come very near to {largest:g} degrees and never exceed it"
    if not right_so_far:
        return holds(False, sentence, "images that are moved or turned otherwise")
    if not smooth:
        return holds(True, sentence)
    augment = Augmenter(student, student(0.0, largest), (16, 14, 3))
    count = min(MANY, 6_000_000 // int(np.prod(augment.shape)))
    motion = Motion(augment(ramps(augment.shape, 2, count), training=True), 2)
    degrees = np.max(np.abs(motion.degrees))
    # The largest of all draws falls below this share once in two million times.
    near = degrees >= largest * (1 - 14.5 / count) and degrees <= largest + 0.002
    found = f"angles that {'exceed it' if degrees > largest else 'stay below it'}"
    return holds(near, sentence, found)


augmenters.wrong.teach(build_augmenter)


@build_augmenter.alternative
def functional(max_shift, max_rotation_degrees):
    import keras
    from keras import layers

    images = keras.Input((None, None, None))
    turned = layers.RandomRotation(max_rotation_degrees / 360, fill_mode="constant")(images)
    moved = layers.RandomTranslation(max_shift, max_shift, fill_mode="nearest")(turned)
    return keras.Model(images, moved)


@build_augmenter.alternative
def with_ranges_and_a_seed(max_shift, max_rotation_degrees):
    import keras

    turn, both = max_rotation_degrees / 360, (-max_shift, max_shift)
    model = keras.Sequential(name="augmenter")
    model.add(keras.Input((None, None, 3)))
    model.add(keras.layers.RandomTranslation(both, both, interpolation="nearest", seed=1))
    model.add(keras.layers.RandomRotation((-turn, turn), fill_mode="wrap", seed=2))
    model.compile()
    return model


@build_augmenter.alternative
def a_model_of_its_own(max_shift, max_rotation_degrees):
    import keras

    class Augment(keras.Model):
        def __init__(self):
            super().__init__()
            self.turn = keras.layers.RandomRotation(np.deg2rad(max_rotation_degrees) / (2 * np.pi))
            self.move = keras.layers.RandomTranslation(max_shift, max_shift)

        def call(self, images, training=None):
            return self.move(self.turn(images, training=training), training=training)

    return Augment()


@build_augmenter.alternative
def a_layer_of_its_own(max_shift, max_rotation_degrees):
    import keras

    class MoveAndTurn(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            factors = {"height_factor": max_shift, "width_factor": max_shift}
            self.move = keras.layers.RandomTranslation(**factors)
            self.turn = keras.layers.RandomRotation(max_rotation_degrees / 360.0)

        def call(self, images, training=False):
            return self.turn(self.move(images, training=training), training=training)

    return keras.Sequential([keras.Input((None, None, 3)), MoveAndTurn()])


@build_augmenter.alternative
def for_small_gray_images(max_shift, max_rotation_degrees):
    import keras

    inputs = keras.Input((28, 28, 1))
    outputs = augmenters.augmenter(max_shift, max_rotation_degrees)(inputs)
    return keras.Model(inputs=inputs, outputs=outputs)
