"""The fast gradient sign method: an image changed as little as can be, and as badly."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import combining as reference


@exercise(
    reference=reference.fgsm,
    points=1,
    hints=(
        "The attack wants the loss to GROW. In which direction must a pixel go whose gradient is "
        "positive, and in which one whose gradient is negative?",
        "Every pixel moves by epsilon, however great its gradient; one whose gradient is 0 stays.",
        "An image whose values leave [0, 1] is no image any more: look at np.clip.",
    ),
)
def fgsm(student, rng):
    """x + epsilon * sign(gradient), clipped to [0, 1]."""
    epsilon = float(rng.choice([0.05, 0.1, 0.15]))
    x, gradient = _images(rng, (6, 9))
    got = array(student(x, gradient, epsilon), x.shape)
    expected = reference.fgsm(x, gradient, epsilon)
    moved = (gradient != 0) & (np.abs(expected - x) > epsilon * 0.999)
    sentence = "Every pixel moves by epsilon, in the direction in which the loss grows"
    yield close(got[moved], expected[moved], sentence).worth(5)
    still = gradient == 0
    yield close(got[still], x[still], "A pixel whose gradient is 0 stays as it is")
    sentence = "No pixel leaves [0, 1]: they stop at 0 and at 1"
    edge = ~moved & ~still
    yield close(got[edge], expected[edge], sentence).worth(3)
    x, gradient = _images(rng, (1, 4, 5, 2))
    got = array(student(x, gradient, 0.4), x.shape)
    yield close(got, reference.fgsm(x, gradient, 0.4), "It works for images of any shape")
    got = array(student(x, gradient, 0.0), x.shape)
    yield close(got, x, "With epsilon 0 nothing changes")


def _images(rng, shape):
    """Pixels of which some are all but black or white, and gradients of which some are 0."""
    x = rng.uniform(0.3, 0.7, size=shape)
    # Many are less than epsilon: their size must not matter.
    gradient = 10 ** rng.uniform(-2.0, 0.5, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    x.flat[:6] = [0.0, 1.0, 0.02, 0.97, 0.5, 1.0]
    gradient.flat[:6] = [-1.3, 0.7, -0.4, 2.1, 0.0, 0.0]
    return x, gradient


def _wrong(name, message, formula):
    def answer(x, gradient, epsilon):
        return formula(x, gradient, epsilon)

    answer.__name__ = name
    fgsm.mistake(message)(answer)


_wrong(
    "goes_downhill",
    "The sign is wrong: x - epsilon * sign(gradient) makes the loss fall; an attack makes it grow.",
    lambda x, g, epsilon: np.clip(x - epsilon * np.sign(g), 0, 1),
)
_wrong(
    "goes_downhill_without_clipping",
    "It goes down the gradient, where the loss falls, and it is not clipped to [0, 1].",
    lambda x, g, epsilon: x - epsilon * np.sign(g),
)
_wrong(
    "without_clipping",
    "The result is not clipped: pixels below 0 or above 1 are no pixels.",
    lambda x, g, epsilon: x + epsilon * np.sign(g),
)
_wrong(
    "clips_only_above",
    "The result is clipped at 1 only, or to [-1, 1]; pixels end at 0.",
    lambda x, g, epsilon: np.minimum(x + epsilon * np.sign(g), 1),
)
_wrong(
    "clips_only_below",
    "The result is clipped at 0 only, or to [0, 255]; pixels end at 1.",
    lambda x, g, epsilon: np.maximum(x + epsilon * np.sign(g), 0),
)
_wrong(
    "without_the_sign",
    "The gradient itself is added; it is its sign that counts, so that every pixel moves by "
    "epsilon.",
    lambda x, g, epsilon: np.clip(x + epsilon * g, 0, 1),
)
_wrong(
    "normalises_the_gradient",
    "The gradient is divided by its norm; take its sign, so that every pixel moves by epsilon.",
    lambda x, g, epsilon: np.clip(x + epsilon * g / np.linalg.norm(g), 0, 1),
)
_wrong(
    "normalises_by_the_greatest",
    "The gradient is divided by its greatest value; take its sign, so that every pixel moves by "
    "epsilon.",
    lambda x, g, epsilon: np.clip(x + epsilon * g / np.abs(g).max(), 0, 1),
)
_wrong(
    "clips_the_gradient",
    "The gradient is clipped to [-epsilon, epsilon]; take its sign, so that a pixel moves by "
    "epsilon, however small its gradient.",
    lambda x, g, epsilon: np.clip(x + np.clip(g, -epsilon, epsilon), 0, 1),
)
_wrong(
    "moves_pixels_without_gradient_down",
    "A gradient of 0 is taken for a negative one: its sign is 0, and the pixel stays.",
    lambda x, g, epsilon: np.clip(np.where(g > 0, x + epsilon, x - epsilon), 0, 1),
)
_wrong(
    "moves_pixels_without_gradient_up",
    "A gradient of 0 is taken for a positive one: its sign is 0, and the pixel stays.",
    lambda x, g, epsilon: np.clip(np.where(g >= 0, x + epsilon, x - epsilon), 0, 1),
)
_wrong(
    "scales_the_pixels",
    "The step is multiplied by the pixel: every pixel moves by epsilon, whatever its value.",
    lambda x, g, epsilon: np.clip(x * (1 + epsilon * np.sign(g)), 0, 1),
)
_wrong(
    "only_the_perturbation",
    "This is the perturbation alone: add it to x.",
    lambda x, g, epsilon: epsilon * np.sign(g),
)
_wrong(
    "moves_upwards_only",
    "The sign is lost: a pixel with a negative gradient has to go down.",
    lambda x, g, epsilon: np.clip(x + epsilon * np.abs(np.sign(g)), 0, 1),
)


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
    size = np.abs(gradient)
    direction = np.divide(gradient, size, out=np.zeros_like(size), where=size > 0)
    return np.minimum(np.maximum(x + direction * epsilon, 0), 1)
