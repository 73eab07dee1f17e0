"""Wrong ways to add noise, called like `add_noise`."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import augmentation as reference

wrong = Wrong()


@wrong(about="idea")
def forgets_to_clip(images, std, rng):
    """Some values leave [0, 1], which no pixel can. Clip after the noise is added, and use what
    `np.clip` returns: it does not change its argument.
    """
    return images + rng.normal(0, std, size=images.shape)


@wrong()
def clips_to_their_own_range(images, std, rng):
    """The result is clipped to the range of the images themselves, so a batch that is not black
    anywhere gets no noise below its darkest pixel. Pixels lie in [0, 1], whatever the batch holds:
    clip to 0 and 1.
    """
    return np.clip(images + rng.normal(0, std, size=images.shape), images.min(), images.max())


@wrong()
def rescales(images, std, rng):
    """The result is stretched to fill [0, 1] instead of being clipped. That changes the brightness
    and contrast of every pixel, by an amount that depends on the most extreme draws. `np.clip`
    changes only the values that leave [0, 1].
    """
    noisy = images + rng.normal(0, std, size=images.shape)
    return (noisy - noisy.min()) / (noisy.max() - noisy.min())


@wrong()
def std_for_the_variance(images, std, rng):
    """`std` is taken for the variance, so the noise is too strong by a factor 1/sqrt(std).
    `rng.normal` takes the standard deviation itself: leave out the square root.
    """
    return np.clip(images + rng.normal(0, np.sqrt(std), size=images.shape), 0, 1)


@wrong()
def squares_the_std(images, std, rng):
    """The noise has the standard deviation `std ** 2`, which is the variance that was meant. So it
    can hardly be seen. `rng.normal` takes the standard deviation itself.
    """
    return np.clip(images + rng.normal(0, std**2, size=images.shape), 0, 1)


@wrong()
def uniform_noise(images, std, rng):
    """The noise is uniform between -std and std: it has sharp bounds, and a standard deviation of
    only 0.58 std. Gaussian noise comes from `rng.normal`.
    """
    return np.clip(images + rng.uniform(-std, std, size=images.shape), 0, 1)


@wrong()
def uniform_noise_of_the_same_std(images, std, rng):
    """The noise is uniform: its standard deviation is right, but it never goes beyond 1.7 std.
    Gaussian noise, from `rng.normal`, does so now and then.
    """
    width = np.sqrt(3) * std
    return np.clip(images + rng.uniform(-width, width, size=images.shape), 0, 1)


@wrong()
def uniform_and_positive(images, std, rng):
    """`rng.random` is uniform between 0 and 1, so your noise only brightens, by half of std on
    average. Gaussian noise goes both ways and comes from `rng.normal`, or from
    `rng.standard_normal` times std.
    """
    return np.clip(images + std * rng.random(images.shape), 0, 1)


@wrong(about="idea")
def one_noise_for_all_images(images, std, rng):
    """All images of a batch get the same noise, so the network can learn that pattern and ignore
    it. Draw a number for each value of the batch, with `size=images.shape`.
    """
    return np.clip(images + rng.normal(0, std, size=images.shape[1:]), 0, 1)


@wrong(about="idea")
def one_number_for_an_image(images, std, rng):
    """One number is added to a whole image, which makes it brighter or darker but not noisy. Draw a
    number for each value, with `size=images.shape`.
    """
    shape = (len(images),) + (1,) * (images.ndim - 1)
    return np.clip(images + rng.normal(0, std, size=shape), 0, 1)


@wrong(about="idea")
def one_number_for_all(images, std, rng):
    """One and the same number is added to the whole batch: without `size`, `rng.normal` draws a
    single one. Draw a number for each value, with `size=images.shape`.
    """
    return np.clip(images + rng.normal(0, std), 0, 1)


@wrong(about="idea")
def one_noise_for_all_channels(images, std, rng):
    """All channels of a pixel get the same noise, so only its brightness changes and never its
    color. Draw a number for each value, with `size=images.shape`.
    """
    noise = rng.normal(0, std, size=images.shape[:3])
    return np.clip(images + (noise if images.ndim == 3 else noise[..., None]), 0, 1)


@wrong()
def clips_the_noise(images, std, rng):
    """The noise is clipped to [0, 1] before it is added, so it only brightens, and the sum still
    leaves [0, 1]. Add first, then clip the sum.
    """
    return images + np.clip(rng.normal(0, std, size=images.shape), 0, 1)


@wrong()
def clips_to_minus_one(images, std, rng):
    """The result is clipped at 1 but not at 0, as when it is clipped to [-1, 1]. Pixels lie in [0,
    1], and a black one cannot become darker.
    """
    return np.clip(images + rng.normal(0, std, size=images.shape), -1, 1)


@wrong()
def clips_only_below(images, std, rng):
    """The result is clipped at 0 but not at 1, as when it is clipped to [0, 255]. Pixels lie in [0,
    1] here, and a white one cannot become brighter.
    """
    return np.clip(images + rng.normal(0, std, size=images.shape), 0, 255)


@wrong()
def positive_noise(images, std, rng):
    """The noise is never negative, so all images become brighter. Leave out `np.abs`: the sum is
    clipped, so nothing can fall below 0.
    """
    return np.clip(images + np.abs(rng.normal(0, std, size=images.shape)), 0, 1)


@wrong()
def multiplies(images, std, rng):
    """The noise is multiplied by the image, so dark pixels get little of it and black ones none.
    Additive noise is equally strong everywhere: images + noise.
    """
    return np.clip(images * (1 + rng.normal(0, std, size=images.shape)), 0, 1)


@wrong()
def std_for_the_mean(images, std, rng):
    """The first argument of `rng.normal` is the mean, so your noise has the mean std and a standard
    deviation of 1. Write `rng.normal(0.0, std, ...)` or `scale=std`.
    """
    return np.clip(images + rng.normal(std, size=images.shape), 0, 1)


@wrong()
def always_one(images, std, rng):
    """`std` is not used: `rng.normal` takes a standard deviation of 1 by default, and such noise
    drowns the image. Pass `std`, or multiply the draws by it.
    """
    return np.clip(images + rng.normal(size=images.shape), 0, 1)


@wrong(about="slip")
def draws_elsewhere(images, std, rng):
    """The random numbers do not come from `rng`, so nobody can repeat what your function did. Call
    the methods of the generator that is passed in, such as `rng.normal`.
    """
    return reference.add_noise(images, std, np.random.default_rng())


@wrong()
def seeds_inside(images, std, rng):
    """Every call adds the very same noise, and the network can learn it by heart: a seed is set
    inside your function, or the first noise is kept. Draw from the `rng` that is passed in, in
    every call.
    """
    return reference.add_noise(images, std, np.random.default_rng(0))
