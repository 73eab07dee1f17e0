"""Batch norm of images: one mean and one variance a channel."""

import numpy as np

from grader.criteria import array, close
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.batch_norm import images_mistakes
from grader.reference import batch_norm as reference

TINY = 1e-9
"""An epsilon that does not show."""


@exercise(
    reference=reference.batch_norm_images,
    points=2,
    hints=(
        "A channel is one feature, which a convolution looks for everywhere. Which numbers of the "
        "four axes (n, h, w, c) are samples of that one feature?",
        "`axis` of mean and var may be a tuple. The result must have c numbers, like gamma.",
    ),
)
def batch_norm_images(student, rng):
    """Each channel is normalized by its statistics over images, rows and columns."""
    yield _one_scale_a_channel(student, rng).as_idea()
    images, gamma, beta = _case(rng, (4, 5, 6, 3))
    out = array(student(images, gamma, beta, epsilon=TINY), images.shape)
    centered = "The mean of each channel, over all images and pixels, becomes beta"
    yield close(out.mean(axis=(0, 1, 2)), beta, centered, 1e-4, 1e-4).worth(3)
    expected = reference.batch_norm_images(images, gamma, beta, TINY)
    scaled = "Each channel is divided by its standard deviation (ddof=0) and multiplied by gamma"
    yield close(out, expected, scaled).worth(3)
    # First this one: it tells an epsilon that is used wrongly from one that is not used.
    yield _same_everywhere(student, rng)
    yield _agrees(student, rng, (3, 2, 5, 4), "Epsilon is added to the variance, inside the root")
    yield _agrees(student, rng, (1, 3, 4, 2), "One image alone is treated like several")
    yield _agrees(student, rng, (5, 1, 1, 4), "Images of one pixel are treated like any others")
    yield _agrees(student, rng, (3, 4, 2, 1), "A single channel is treated like several")
    images, gamma, beta = _case(rng, (3, 4, 2, 5))
    dark = images * 0.04
    out = array(student(dark, gamma, beta), dark.shape)
    expected = reference.batch_norm_images(dark, gamma, beta)
    yield close(out, expected, "With epsilon left out, the result is that of 0.001", 1e-4, 1e-4)


def _one_scale_a_channel(student, rng):
    """Criterion on the idea, where ddof and epsilon hardly show; all axes are of one length."""
    images = _from_dark_to_bright(rng)
    ones, zeros = np.ones(5), np.zeros(5)
    out = array(student(images, ones, zeros, epsilon=TINY), images.shape)
    expected = reference.batch_norm_images(images, ones, zeros, TINY)
    worst = int(np.argmax(np.abs(np.nan_to_num(out) - expected).sum(axis=(0, 1, 2))))
    tiles = (_tiled(normalized[..., worst]) for normalized in (out, expected))
    words = f"Channel {worst} of four images, two by two: the darkest first, then brighter ones."
    sentence = "All pixels of a channel, in all images, share one mean and one standard deviation"
    criterion = close(out, expected, sentence, 0.02, 0.02)
    return criterion.drawn(Sketch("image", *tiles, words))


def _from_dark_to_bright(rng):
    """Five images with a slope, each brighter than the last; each channel has its own scale."""
    slope = np.linspace(-1, 1, 5)
    images = np.linspace(-2, 2, 5)[:, np.newaxis, np.newaxis] + slope[:, np.newaxis] + slope
    images = images[..., np.newaxis] + 0.3 * rng.normal(size=(5, 5, 5, 5))
    return images * rng.uniform(0.5, 2.0, size=5) + rng.uniform(-1.0, 1.0, size=5)


def _tiled(images):
    """Four images of one channel, two by two, from black at -2.5 to white at 2.5."""
    first, second, third, fourth = np.nan_to_num(images[:4]) / 5 + 0.5
    return np.block([[first, second], [third, fourth]])


def _agrees(student, rng, shape, sentence):
    """Criterion: images of this shape come out right."""
    (images, gamma, beta), epsilon = _case(rng, shape), rng.uniform(0.05, 0.4)
    out = array(student(images, gamma, beta, epsilon=epsilon), shape)
    return close(out, reference.batch_norm_images(images, gamma, beta, epsilon), sentence)


def _same_everywhere(student, rng):
    """Criterion on a channel without variance."""
    images, gamma, beta = _case(rng, (2, 3, 3, 3))
    images[..., 1] = 0.5
    out = array(student(images, gamma, beta), images.shape)
    sentence = "A channel that is the same everywhere becomes beta"
    return close(out[..., 1], beta[1], sentence, 1e-4, 1e-4)


def _case(rng, shape):
    """Images of which some are brighter, some pixels are, and every channel has its own scale."""
    n, h, w, c = shape
    images = rng.normal(size=shape) + rng.normal(size=(n, 1, 1, 1)) + rng.normal(size=(1, h, w, 1))
    images = images * rng.uniform(0.5, 2.0, size=c) + rng.uniform(-1.0, 1.0, size=c)
    gamma = rng.uniform(0.5, 2.0, size=c) * rng.choice([-1, 1], size=c)
    return images, gamma, rng.uniform(0.5, 2.0, size=c) * rng.choice([-1, 1], size=c)


images_mistakes.wrong.teach(batch_norm_images)


@batch_norm_images.alternative
def as_a_table(images, gamma, beta, epsilon=1e-3):
    table, zeros = images.reshape(-1, images.shape[-1]), np.zeros(images.shape[-1])
    out, *_ = reference.batch_norm_forward(table, gamma, beta, zeros, zeros, epsilon=epsilon)
    return out.reshape(images.shape)


@batch_norm_images.alternative
def channel_by_channel(images, gamma, beta, epsilon=1e-3):
    out = np.empty_like(images, dtype=np.float32)
    for k, channel in enumerate(np.moveaxis(images, -1, 0)):
        out[..., k] = gamma[k] * (channel - channel.mean()) * (channel.var() + epsilon) ** -0.5
        out[..., k] += beta[k]
    return out


@batch_norm_images.alternative
def with_keras(images, gamma, beta, epsilon=1e-3):
    import keras

    layer = keras.layers.BatchNormalization(epsilon=epsilon)
    layer.build(images.shape)
    layer.gamma.assign(gamma)
    layer.beta.assign(beta)
    return keras.ops.convert_to_numpy(layer(images, training=True))
