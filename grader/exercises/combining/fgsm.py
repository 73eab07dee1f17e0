"""The fast gradient sign method: the smallest change of an image that does the most harm."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.numbers import instead
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.combining import attacks
from grader.exercises.wrong import teach
from grader.reference import combining as reference


@exercise(
    reference=reference.fgsm,
    points=1,
    hints=(
        "The attack wants the loss to GROW. In which direction must a pixel go if its gradient is "
        "positive, and in which if it is negative?",
        "Every pixel moves by epsilon, however large its gradient is; a pixel with a gradient of 0 "
        "stays as it is.",
        "An image whose values leave [0, 1] is not an image any more: look at `np.clip`.",
    ),
)
def fgsm(student, rng):
    """x + epsilon * sign(gradient), clipped to [0, 1]."""
    epsilon = float(rng.choice([0.05, 0.1, 0.15]))
    x, gradient = _image(rng, (6, 9))
    x.flat[:4] = [0.0, 1.0, 0.02, 0.97]
    got = array(student(x, gradient, epsilon), x.shape)
    inside, outside, still = _parts(x, gradient, epsilon)
    sentence = (
        f"Every pixel moves by epsilon, {epsilon:g}, in the direction in which the loss grows"
    )
    # What shows with tiny gradients alone costs that criterion, not the idea.
    moved = _moved(x, gradient, epsilon, got, inside, sentence, 1e-4).worth(5).as_idea()
    yield moved.drawn(_changes(x, got, reference.fgsm(x, gradient, epsilon), epsilon))
    yield _stays(x, got, still).worth(2)
    sentence = "A pixel that would leave [0, 1] stops at 0 or at 1"
    yield _moved(x, gradient, epsilon, got, outside, sentence).worth(3)
    x, gradient = _image(rng, (1, 4, 5, 2))
    got = array(student(x, gradient, 0.3), x.shape)
    inside, outside, _ = _parts(x, gradient, 0.3)
    sentence = "It works for a batch of images with channels"
    yield _moved(x, gradient, 0.3, got, inside, sentence, 1e-4)
    sentence = "The limits are 0 and 1 in an image without black and white pixels, too"
    yield _moved(x, gradient, 0.3, got, outside, sentence).worth(2)
    x, gradient = _faint(rng, (4, 10))
    got = array(student(x, gradient, 0.2), x.shape)
    sentence = "A pixel moves by epsilon however small its gradient is"
    yield _moved(x, gradient, 0.2, got, gradient != 0, sentence).worth(2)
    got = array(student(x, gradient, 1.0), x.shape)
    yield close(
        got, reference.fgsm(x, gradient, 1.0), "With epsilon 1 pixels become black or white"
    )
    got = array(student(x, gradient, 0.0), x.shape)
    yield close(got, x, "With epsilon 0 nothing changes")


def _image(rng, shape):
    """Pixels of which some are dark or bright, and gradients of which some are small, some 0.

    Only uphill does a pixel leave [0, 1], so that clipping plays no part where the sign is wrong.
    """
    x = rng.uniform(0.45, 0.55, size=shape)
    sizes = 10 ** rng.uniform(-2.0, 0.5, size=shape)
    gradient = sizes * rng.choice([-1.0, 1.0], size=shape)
    x.flat[:12] = [0.03, 0.96, 0.02, 0.97, 0.5, 0.9, 0.3, 0.4, 0.6, 0.5, 0.5, 0.5]
    gradient.flat[:12] = [-1.3, 0.7, -0.05, 2.1, 0, 0, 0.01, -0.02, 0.6, -0.5, 1.4, -3.5]
    return x, gradient


def _faint(rng, shape):
    """Pixels that stay within [0, 1], with gradients down to 1e-10, of both signs, and some 0."""
    gradient = 10 ** rng.uniform(-9.0, -3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    gradient.flat[:6] = [1e-10, -1e-10, 0.0, 2e-7, -3e-5, 0.0]
    return rng.uniform(0.3, 0.7, size=shape), gradient


def _parts(x, gradient, epsilon):
    """Which pixels move by epsilon, which would leave [0, 1], and which have no gradient."""
    still = gradient == 0
    outside = np.abs(x + epsilon * np.sign(gradient) - 0.5) > 0.5
    return ~still & ~outside, outside, still


def _moved(x, gradient, epsilon, got, part, sentence, atol=1e-5):
    """Criterion: the pixels of a part are where they belong."""
    right = reference.fgsm(x, gradient, epsilon)
    wrong = part & ~np.isclose(got, right, atol=atol)
    found = ""
    if wrong.any():
        apart = np.where(wrong, np.nan_to_num(np.abs(got - right), nan=np.inf), -1.0)
        place = np.unravel_index(apart.argmax(), x.shape)
        pixel = f"for a pixel of {x[place]:.4g} with a gradient of {gradient[place]:.3g}"
        found = instead(got[place], right[place], pixel)
    return holds(not wrong.any(), sentence, found, got[part])


def _stays(x, got, still):
    right = np.isclose(got[still], x[still], atol=1e-5)
    one = np.flatnonzero(~right)
    found = f"{got[still][one[0]]:.4g} for a pixel of {x[still][one[0]]:.4g}" if one.size else ""
    return holds(right.all(), "A pixel with a gradient of 0 stays as it is", found, got[still])


def _changes(x, got, right, epsilon):
    """Picture of what is added to an image: gray is nothing, white epsilon, black -epsilon."""
    yours, expected = (np.clip(0.5 + (each - x) / (2 * epsilon), 0, 1) for each in (got, right))
    words = "What is added to each pixel: white +epsilon, black -epsilon, gray less"
    return Sketch("image", yours, expected, words)


teach(fgsm, attacks.MISTAKES)


@fgsm.alternative
def by_cases(x, gradient, epsilon):
    out = np.where(gradient > 0, x + epsilon, np.where(gradient < 0, x - epsilon, x))
    out[out < 0] = 0
    out[out > 1] = 1
    return out


@fgsm.alternative
def pixel_by_pixel(x, gradient, epsilon):
    moved = [
        min(1.0, max(0.0, pixel + epsilon * (int(slope > 0) - int(slope < 0))))
        for pixel, slope in zip(x.ravel(), gradient.ravel(), strict=True)
    ]
    return np.array(moved, dtype=np.float32).reshape(x.shape)


@fgsm.alternative
def by_division(x, gradient, epsilon):
    direction = np.zeros_like(gradient)
    np.divide(gradient, np.abs(gradient), out=direction, where=gradient != 0)
    return np.minimum(np.maximum(x + direction * epsilon, 0), 1)


@fgsm.alternative
def by_the_room_that_is_left(x, gradient, epsilon):
    """The step is cut to what a pixel can still move, up and down."""
    up, down = np.minimum(epsilon, 1 - x), np.minimum(epsilon, x)
    return x + up * (gradient > 0) - down * (gradient < 0)
