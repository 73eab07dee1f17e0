"""Wrong ways to normalize images, called like `batch_norm_images`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "Each image is normalized by itself, channel by channel. That is instance norm, and it "
    "removes which image is brighter than another. Batch norm has one mean and one variance a "
    "channel for the whole batch, over the images, too: axis=(0, 1, 2).",
    about="idea",
)
def per_image_and_channel(images, gamma, beta, epsilon=1e-3):
    mean = images.mean(axis=(1, 2), keepdims=True)
    var = images.var(axis=(1, 2), keepdims=True)
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The statistics are taken over height and width alone, and the n x c numbers then meet the "
    "wrong axes. A channel is one feature, and all pixels of all images are its samples: with "
    "axis=(0, 1, 2) there are c numbers, which meet the channels by themselves.",
    about="idea",
)
def per_image_without_keepdims(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(1, 2)), images.var(axis=(1, 2))
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The statistics are taken over the images alone, so each pixel has its own. A convolution "
    "looks for the same thing at every place, so all pixels of a channel share one mean and one "
    "variance: axis=(0, 1, 2).",
    about="idea",
)
def per_pixel(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=0), images.var(axis=0)
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The statistics are taken over the images and the rows of pixels, but not over the columns, "
    "so each column has its own. All pixels of a channel share one mean and one variance: "
    "axis=(0, 1, 2).",
    about="idea",
)
def forgets_an_axis(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1)), images.var(axis=(0, 1))
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The statistics are taken over the channels of each pixel. The channels are different "
    "features, so they are what is kept apart: take the statistics over all other axes, axis=(0, "
    "1, 2).",
    about="idea",
)
def over_the_channels(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=-1, keepdims=True), images.var(axis=-1, keepdims=True)
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "Each image is normalized by itself, over its pixels and channels. That is layer norm, or what "
    "a `reshape` to (c, -1) gives, which does not move the channels to the front. Batch norm keeps "
    "the channels apart and takes the images together: axis=(0, 1, 2).",
    about="idea",
)
def per_image(images, gamma, beta, epsilon=1e-3):
    mean = images.mean(axis=(1, 2, 3), keepdims=True)
    var = images.var(axis=(1, 2, 3), keepdims=True)
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "There is one mean and one variance for everything, so a channel with large values stays "
    "large. Each channel is a feature with statistics of its own: axis=(0, 1, 2) gives c of them.",
    about="idea",
)
def over_everything(images, gamma, beta, epsilon=1e-3):
    return gamma * (images - images.mean()) / np.sqrt(images.var() + epsilon) + beta


@wrong(
    "The second axis is taken for the channels, as in PyTorch, so each row of pixels has its own "
    "statistics. Here, as in Keras, images are (n, h, w, c), with the channels last: axis=(0, 1, "
    "2).",
    about="idea",
)
def channels_first(images, gamma, beta, epsilon=1e-3):
    mean = images.mean(axis=(0, 2, 3), keepdims=True)
    var = images.var(axis=(0, 2, 3), keepdims=True)
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "The mean is not subtracted, so the channels are not centered. Subtract the mean of the "
    "channel before you divide by its standard deviation.",
    about="idea",
)
def mean_not_subtracted(images, gamma, beta, epsilon=1e-3):
    return gamma * images / np.sqrt(images.var(axis=(0, 1, 2)) + epsilon) + beta


@wrong(
    "The images are divided by the variance, which has the unit of a pixel squared, so channels "
    "on different scales still differ in spread. Divide by its root, the standard deviation.",
    about="idea",
)
def divides_by_the_variance(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return gamma * (images - mean) / (var + epsilon) + beta


@wrong(
    "The variance divides by the number of samples minus 1 (ddof=1), which is 0 for a single "
    "pixel. Batch norm divides by the number of samples, as `images.var(axis=(0, 1, 2))` does."
)
def unbiased_variance(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2), ddof=1)
    return gamma * (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "Epsilon is added to the standard deviation. Keras and PyTorch add it to the variance, and "
    "then take the root: sqrt(variance + epsilon).",
    about="slip",
)
def epsilon_outside_of_the_root(images, gamma, beta, epsilon=1e-3):
    mean, std = images.mean(axis=(0, 1, 2)), images.std(axis=(0, 1, 2))
    return gamma * (images - mean) / (std + epsilon) + beta


@wrong(
    "Epsilon is not used, and without it a channel that never varies divides 0 by 0. Add it to the "
    "variance, inside the root: then such a channel gives beta."
)
def without_epsilon(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return gamma * (images - mean) / np.sqrt(var) + beta


@wrong(
    "The number 0.001 is written into the formula, so your function ignores the `epsilon` that it "
    "is given. That is only the default; use the parameter."
)
def writes_epsilon_down(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return gamma * (images - mean) / np.sqrt(var + 1e-3) + beta


@wrong(
    "gamma and beta are not used, so the network cannot choose the spread and the mean of a "
    "channel. Multiply the normalized images by gamma and add beta; both have c numbers, which "
    "meet the channels by themselves."
)
def without_gamma_and_beta(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return (images - mean) / np.sqrt(var + epsilon)


@wrong(
    "gamma is not used, so the network cannot choose the spread of a channel. The output is gamma "
    "times the normalized images, plus beta."
)
def without_gamma(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return (images - mean) / np.sqrt(var + epsilon) + beta


@wrong(
    "beta is not added, so every channel has the mean 0 and the network cannot choose another. "
    "The output is gamma times the normalized images, plus beta."
)
def without_beta(images, gamma, beta, epsilon=1e-3):
    mean, var = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return gamma * (images - mean) / np.sqrt(var + epsilon)
