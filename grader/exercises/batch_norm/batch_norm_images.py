"""Batch norm of images: one mean and one variance a channel."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import batch_norm as reference


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
    """Each channel is normalised by its statistics over images, rows and columns."""
    images, gamma, beta = _case(rng, (4, 5, 6, 3))
    epsilon = rng.uniform(0.05, 0.4)
    out = array(student(images, gamma, beta, epsilon=epsilon), images.shape)
    centred = "The mean of each channel, over all images and pixels, becomes beta"
    yield close(out.mean(axis=(0, 1, 2)), beta, centred, 1e-4, 1e-4)
    expected = reference.batch_norm_images(images, gamma, beta, epsilon)
    scaled = "Each channel is scaled by gamma over the root of its variance plus epsilon"
    yield close(out, expected, scaled, 1e-4, 1e-4).worth(6)
    for shape, words in (((1, 3, 4, 2), "one image"), ((5, 1, 1, 4), "images of one pixel")):
        images, gamma, beta = _case(rng, shape)
        out = array(student(images, gamma, beta, epsilon=epsilon), shape)
        expected = reference.batch_norm_images(images, gamma, beta, epsilon)
        yield close(out, expected, f"It also works for {words}", 1e-4, 1e-4)
    images, gamma, beta = _case(rng, (3, 4, 2, 5))
    dark = images * 0.04
    out = array(student(dark, gamma, beta), dark.shape)
    expected = reference.batch_norm_images(dark, gamma, beta)
    yield close(out, expected, "Left out, epsilon is 0.001", 1e-4, 1e-4)


def _case(rng, shape):
    """Images of which some are brighter, some pixels are, and every channel has its own scale."""
    n, h, w, c = shape
    images = rng.normal(size=shape) + rng.normal(size=(n, 1, 1, 1)) + rng.normal(size=(1, h, w, 1))
    images = images * rng.uniform(0.5, 2.0, size=c) + rng.uniform(-1.0, 1.0, size=c)
    gamma = rng.uniform(0.5, 2.0, size=c) * rng.choice([-1, 1], size=c)
    return images, gamma, rng.uniform(0.5, 2.0, size=c) * rng.choice([-1, 1], size=c)


def _over(axes, images, gamma, beta, epsilon):
    """The images normalised over other axes."""
    mean, variance = images.mean(axes, keepdims=True), images.var(axes, keepdims=True)
    return gamma * (images - mean) / np.sqrt(variance + epsilon) + beta


@batch_norm_images.mistake(
    "The statistics are taken per image and channel, which is instance norm: batch norm takes "
    "them over the images as well."
)
def per_image_and_channel(images, gamma, beta, epsilon=1e-3):
    return _over((1, 2), images, gamma, beta, epsilon)


@batch_norm_images.mistake(
    "The statistics are taken per pixel, over the images alone: a channel has one mean and one "
    "variance for all of its pixels."
)
def per_pixel(images, gamma, beta, epsilon=1e-3):
    return _over(0, images, gamma, beta, epsilon)


@batch_norm_images.mistake(
    "The statistics are taken over images and rows alone: the columns of pixels belong to the same "
    "channel, too."
)
def forgets_an_axis(images, gamma, beta, epsilon=1e-3):
    return _over((0, 1), images, gamma, beta, epsilon)


@batch_norm_images.mistake(
    "The statistics are taken over the channels of each pixel; it is the channels that are kept "
    "apart."
)
def over_the_channels(images, gamma, beta, epsilon=1e-3):
    return _over(-1, images, gamma, beta, epsilon)


@batch_norm_images.mistake(
    "The statistics are taken per image, over its pixels and channels, which is layer norm: batch "
    "norm takes them per channel, over the images too."
)
def per_image(images, gamma, beta, epsilon=1e-3):
    return _over((1, 2, 3), images, gamma, beta, epsilon)


@batch_norm_images.mistake("One mean and one variance for everything: each channel has its own.")
def over_everything(images, gamma, beta, epsilon=1e-3):
    return _over(None, images, gamma, beta, epsilon)


@batch_norm_images.mistake(
    "The channels are looked for on the second axis, where PyTorch has them; here images are "
    "(n, h, w, c)."
)
def channels_first(images, gamma, beta, epsilon=1e-3):
    return _over((0, 2, 3), images, gamma, beta, epsilon)


@batch_norm_images.mistake("The variance divides by the count minus 1; batch norm takes ddof=0.")
def unbiased_variance(images, gamma, beta, epsilon=1e-3):
    centred, variance = images - images.mean((0, 1, 2)), images.var((0, 1, 2), ddof=1)
    return gamma * centred / np.sqrt(variance + epsilon) + beta


@batch_norm_images.mistake(
    "Epsilon is added to the standard deviation; it belongs to the variance, inside of the root."
)
def epsilon_outside_of_the_root(images, gamma, beta, epsilon=1e-3):
    return gamma * (images - images.mean((0, 1, 2))) / (images.std((0, 1, 2)) + epsilon) + beta


@batch_norm_images.mistake("Epsilon is not used: it is added to the variance, inside of the root.")
def without_epsilon(images, gamma, beta, epsilon=1e-3):
    return _over((0, 1, 2), images, gamma, beta, 0.0)


@batch_norm_images.mistake(
    "The images are divided by the variance; divide by its square root, the standard deviation."
)
def divides_by_the_variance(images, gamma, beta, epsilon=1e-3):
    mean, variance = images.mean((0, 1, 2)), images.var((0, 1, 2))
    return gamma * (images - mean) / (variance + epsilon) + beta


@batch_norm_images.mistake("gamma and beta are missing: the output is gamma * normalised + beta.")
def without_gamma_and_beta(images, gamma, beta, epsilon=1e-3):
    return _over((0, 1, 2), images, 1.0, 0.0, epsilon)


@batch_norm_images.mistake("gamma is missing: it multiplies the normalised images.")
def without_gamma(images, gamma, beta, epsilon=1e-3):
    return _over((0, 1, 2), images, 1.0, beta, epsilon)


@batch_norm_images.mistake("beta is missing: it is added last.")
def without_beta(images, gamma, beta, epsilon=1e-3):
    return _over((0, 1, 2), images, gamma, 0.0, epsilon)


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
