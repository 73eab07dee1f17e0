"""A Keras model of random translations and rotations."""

import numpy as np

from grader.criteria import Criterion, holds
from grader.exercise import exercise
from grader.exercises.augmentation import augmenters
from grader.exercises.augmentation.motion import Augmenter, Motion, ramps
from grader.reference import augmentation_models as reference

# The largest of 128 uniform draws falls below this share of its range once in 10^9 times.
REACHED = 0.85
NOTHING = "nothing is changed"


@exercise(
    reference=reference.build_augmenter,
    points=2,
    hints=(
        "keras.layers.RandomTranslation takes two factors, one for the height and one for the "
        "width, both as fractions of the side.",
        "keras.layers.RandomRotation takes a fraction of a full turn: what share of 360 degrees "
        "are max_rotation_degrees?",
        "A keras.Sequential of the two layers is a model that can be put in front of another one; "
        "it needs neither compile nor Input.",
    ),
)
def build_augmenter(student, rng):
    """Random translation and rotation with training=True, nothing with training=False."""
    yield _nothing(student, rng)
    max_shift, max_degrees = float(rng.choice([0.1, 0.15])), float(rng.choice([10, 15, 20]))
    augment = Augmenter(student, student(max_shift, max_degrees))
    images = rng.random((4, *augment.shape))
    same = np.allclose(augment(images, training=False), images, atol=1e-5)
    tall, wide = (augment(ramps(augment.shape, axis), training=True) for axis in (1, 2))
    flaw = _alike(tall, wide, ramps(augment.shape, 1))
    sentence = "With training=False the images come back, unlike with training=True"
    found = "they do so in training, too" if same else "they are changed"
    yield holds(same and flaw != NOTHING, sentence, found).worth(4)
    sentence = "With training=True every image is changed in its own way"
    yield holds(not flaw, sentence, flaw).worth(2)
    down, right = Motion(tall, 1), Motion(wide, 2)
    stiff = np.concatenate([down.rigid, right.rigid])
    mirrored = _mirrored(np.concatenate([down.degrees, right.degrees])[stiff], max_degrees)
    found = down.flaw or right.flaw or ("some are mirrored" if mirrored else "")
    sentence = "Images are only moved and turned"
    yield holds(not found and not flaw, sentence, found or flaw).worth(3)
    yield _turns(down, right, max_degrees).worth(4)
    for motion, axis, words in ((down, 1, "up and down"), (right, 2, "left and right")):
        yield _moves(motion, max_shift, augment.shape, axis, words).worth(3)


def _nothing(student, rng):
    """Criterion: where both are 0, nothing changes even in training."""
    augment = Augmenter(student, student(0.0, 0.0))
    images = rng.random((32, *augment.shape))  # a RandomFlip spares them all once in 10^9 times
    same = np.allclose(augment(images, training=True), images, atol=1e-4)
    sentence = "With max_shift 0 and max_rotation_degrees 0 nothing ever changes"
    return holds(same, sentence, "images are changed")


def _alike(tall, wide, originals):
    """What is wrong with the randomness, in words; both batches hold equal images."""
    if np.allclose(tall, originals, atol=1e-5):
        return NOTHING
    if all(np.allclose(batch, batch[:1], atol=1e-5) for batch in (tall, wide)):
        return "all images of a batch are changed alike"
    return ""


def _mirrored(degrees, largest):
    """Whether some images lie the other way round although none turns farther than it may."""
    folded = np.abs((degrees + 90) % 180 - 90)
    return np.any(np.abs(degrees) > 90) and np.all(folded < 1.1 * largest + 3)


def _turns(down, right, largest):
    """Criterion on the angles."""
    sentence = "They turn by up to max_rotation_degrees, in both directions"
    stiff = np.concatenate([down.rigid, right.rigid])
    degrees = np.concatenate([down.degrees, right.degrees])[stiff]
    blur = np.concatenate([down.blur, right.blur])[stiff]
    limit = np.full(len(degrees), largest)
    return _in_range(degrees, limit, 0.3 + 0.02 * largest + 8 * blur, sentence, "turn")


def _moves(motion, max_shift, shape, axis, words):
    """Criterion on the distances along one axis.

    An image that turns before it moves has moved askew, and so farther along one axis.
    """
    angle = np.deg2rad(motion.degrees[motion.rigid])
    side, other = shape[axis - 1], shape[2 - axis]
    askew = side * np.abs(np.cos(angle)) + other * np.abs(np.sin(angle))
    pixels, blur = motion.pixels[motion.rigid], motion.blur[motion.rigid]
    sentence = f"They move {words} by up to max_shift of the side"
    limit = max_shift * np.maximum(side, askew)
    return _in_range(pixels, limit, 0.5 + blur, sentence, "move", max_shift * side)


def _in_range(values, limit, slack, sentence, verb, reach=None):
    """Criterion: values go to their limits on both sides, and not beyond.

    Parameters
    ----------
    values, limit, slack : ndarray, shape (n,)
    reach : float, optional
        What the largest one must come near to; by default the smallest limit.
    """
    if len(values) < 64:
        return holds(False, sentence, "it cannot be told: too many images are changed otherwise")
    reach = float(np.min(limit)) if reach is None else reach
    largest = float(np.max(np.abs(values)))
    if largest < 0.1 * reach:
        return holds(False, sentence, f"yours never {verb}")
    if min(values.max(), -values.min()) < 0.4 * largest:
        return holds(False, sentence, f"yours {verb} one way only")
    within = np.all(np.abs(values) <= limit + slack)
    ratio = largest / reach
    found = f"yours {verb} too far" if ratio > 1 else f"yours {verb} not far enough"
    return Criterion(sentence, bool(within and ratio > REACHED), found, float(np.log(ratio)), 0.15)


for wrong in augmenters.MISTAKES:
    build_augmenter.mistake(" ".join(wrong.__doc__.split()))(wrong)


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
def for_small_grey_images(max_shift, max_rotation_degrees):
    import keras

    inputs = keras.Input((28, 28, 1))
    outputs = augmenters.augmenter(max_shift, max_rotation_degrees)(inputs)
    return keras.Model(inputs=inputs, outputs=outputs)
