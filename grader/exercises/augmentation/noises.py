"""Wrong ways to add noise, called like `add_noise`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference import augmentation as reference


def forgets_to_clip(images, std, rng):
    """The sum is not clipped to [0, 1]; a clip before the noise does not help."""
    return images + rng.normal(0, std, size=images.shape)


def std_for_the_variance(images, std, rng):
    """`std` is taken for the variance: rng.normal wants the standard deviation, without a root."""
    return np.clip(images + rng.normal(0, np.sqrt(std), size=images.shape), 0, 1)


def squares_the_std(images, std, rng):
    """The noise has the standard deviation std squared: that is its variance."""
    return np.clip(images + rng.normal(0, std**2, size=images.shape), 0, 1)


def uniform_noise(images, std, rng):
    """The noise is uniform between -std and std; Gaussian noise is asked for."""
    return np.clip(images + rng.uniform(-std, std, size=images.shape), 0, 1)


def uniform_noise_of_the_same_std(images, std, rng):
    """The noise is uniform, with the right standard deviation; Gaussian noise is asked for."""
    width = np.sqrt(3) * std
    return np.clip(images + rng.uniform(-width, width, size=images.shape), 0, 1)


def one_noise_for_all_images(images, std, rng):
    """All images get the same noise; draw size=images.shape numbers."""
    return np.clip(images + rng.normal(0, std, size=images.shape[1:]), 0, 1)


def one_number_for_an_image(images, std, rng):
    """One number is added to a whole image, which makes it brighter or darker only."""
    shape = (len(images),) + (1,) * (images.ndim - 1)
    return np.clip(images + rng.normal(0, std, size=shape), 0, 1)


def one_number_for_all(images, std, rng):
    """One number is added to the whole batch; every value needs its own."""
    return np.clip(images + rng.normal(0, std), 0, 1)


def one_noise_for_all_channels(images, std, rng):
    """All channels of a pixel get the same noise; draw size=images.shape numbers."""
    noise = rng.normal(0, std, size=images.shape[:3])
    return np.clip(images + (noise if images.ndim == 3 else noise[..., None]), 0, 1)


def clips_the_noise(images, std, rng):
    """The noise is clipped to [0, 1], so that it only brightens; clip the sum."""
    return images + np.clip(rng.normal(0, std, size=images.shape), 0, 1)


def clips_to_minus_one(images, std, rng):
    """The result is clipped at 1 only, or to [-1, 1]; pixels lie in [0, 1]."""
    return np.clip(images + rng.normal(0, std, size=images.shape), -1, 1)


def clips_only_below(images, std, rng):
    """The result is clipped at 0 only, or to [0, 255]; pixels lie in [0, 1]."""
    return np.maximum(images + rng.normal(0, std, size=images.shape), 0)


def positive_noise(images, std, rng):
    """The noise is only ever positive; without np.abs it goes both ways."""
    return np.clip(images + np.abs(rng.normal(0, std, size=images.shape)), 0, 1)


def multiplies(images, std, rng):
    """The noise is multiplied by the image, so that black stays black; just add it."""
    return np.clip(images * (1 + rng.normal(0, std, size=images.shape)), 0, 1)


def std_for_the_mean(images, std, rng):
    """The first argument of rng.normal is the mean: this noise has mean std, and a standard
    deviation of 1.
    """
    return np.clip(images + rng.normal(std, size=images.shape), 0, 1)


def always_one(images, std, rng):
    """`std` is not used: the noise always has the standard deviation 1 that rng.normal takes by
    default.
    """
    return np.clip(images + rng.normal(size=images.shape), 0, 1)


def draws_globally(images, std, rng):
    """The draws come from the global np.random; draw from the `rng` that is handed in."""
    return reference.add_noise(images, std, np.random.default_rng())


def seeds_inside(images, std, rng):
    """A seed is set inside, so that every call adds the very same noise."""
    return reference.add_noise(images, std, np.random.default_rng(0))


MISTAKES = (
    forgets_to_clip,
    std_for_the_variance,
    squares_the_std,
    uniform_noise,
    uniform_noise_of_the_same_std,
    one_noise_for_all_images,
    one_number_for_an_image,
    one_number_for_all,
    one_noise_for_all_channels,
    clips_the_noise,
    clips_to_minus_one,
    clips_only_below,
    positive_noise,
    multiplies,
    std_for_the_mean,
    always_one,
    draws_globally,
    seeds_inside,
)
