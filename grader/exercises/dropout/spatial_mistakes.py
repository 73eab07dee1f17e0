"""Wrong ways to drop channels, called like `spatial_dropout_forward`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(about="idea")
def drops_pixels(images, rate, rng, training=True):
    """Your function drops single pixels: that is ordinary dropout. A dropped pixel can be guessed
    from its neighbors, which look almost the same, so the network hardly misses it. Drop whole
    channels: draw n x c numbers and let each decide about a whole channel.
    """
    if not training:
        return images
    return images * (rng.random(images.shape) >= rate) / (1 - rate)


@wrong(about="idea")
def drops_places(images, rate, rng, training=True):
    """Your function drops pixels, each of them in all channels at once. It should be the other way
    round: a channel is dropped in all its pixels. The mask has the shape (n, 1, 1, c), so that
    broadcasting stretches it over height and width.
    """
    if not training:
        return images
    n, h, w, _ = images.shape
    return images * (rng.random((n, h, w, 1)) >= rate) / (1 - rate)


@wrong(about="idea")
def channels_first(images, rate, rng, training=True):
    """Your function takes the second axis for the channels, as in PyTorch, and so drops rows of
    pixels. Here, as in Keras, images are (n, h, w, c), with the channels last.
    """
    if not training:
        return images
    n, c = images.shape[:2]
    return images * (rng.random((n, c, 1, 1)) >= rate) / (1 - rate)


@wrong(about="idea")
def drops_images(images, rate, rng, training=True):
    """Your function drops whole images, which then teach the network nothing. Each image keeps most
    of its channels and loses some: draw one number for every channel of every image.
    """
    if not training:
        return images
    return images * (rng.random((len(images), 1, 1, 1)) >= rate) / (1 - rate)


@wrong(about="idea")
def forgets_the_scale(images, rate, rng, training=True):
    """The kept channels are not scaled, so in training the next layer receives less, on average,
    than at prediction, when nothing is dropped. Divide the kept channels by 1 - `rate`: then the
    mean stays the same.
    """
    if not training:
        return images
    n, _, _, c = images.shape
    return images * (rng.random((n, 1, 1, c)) >= rate)


@wrong(about="idea")
def scales_at_prediction(images, rate, rng, training=True):
    """You make the images smaller at prediction. Inverted scaling leaves prediction alone, so that
    a trained network needs no change: divide the kept channels by 1 - `rate` in training instead.
    """
    if not training:
        return images * (1 - rate)
    n, _, _, c = images.shape
    return images * (rng.random((n, 1, 1, c)) >= rate)


@wrong(about="idea")
def divides_by_the_rate(images, rate, rng, training=True):
    """The kept channels are divided by `rate`, which is the share that was dropped. The mean stays
    the same only if you divide by the share that is left, 1 - `rate`.
    """
    if not training:
        return images
    n, _, _, c = images.shape
    return images * (rng.random((n, 1, 1, c)) >= rate) / rate


@wrong(about="idea")
def keeps_at_rate(images, rate, rng, training=True):
    """Your function keeps each channel with probability `rate` and drops it with 1 - `rate`; it is
    the other way round. A uniform number lies below `rate` with probability `rate`, so keep the
    channels whose number is NOT below it.
    """
    if not training:
        return images
    n, _, _, c = images.shape
    return images * (rng.random((n, 1, 1, c)) < rate) / (1 - rate)


@wrong(about="idea")
def rate_is_the_keep_probability(images, rate, rng, training=True):
    """`rate` is read as the probability of being KEPT, in the mask and in the scale. Here it is the
    probability of being dropped: a share 1 - `rate` of the channels is kept and divided by 1 -
    `rate`.
    """
    if not training:
        return images
    n, _, _, c = images.shape
    return images * (rng.random((n, 1, 1, c)) < rate) / rate


@wrong(about="idea")
def always_drops(images, rate, rng, training=True):
    """Your function ignores `training`, so it drops channels at prediction too, and the same image
    gets another prediction each time. With training=False, return the images as they are.
    """
    n, _, _, c = images.shape
    return images * (rng.random((n, 1, 1, c)) >= rate) / (1 - rate)


@wrong(about="idea")
def never_drops(images, rate, rng, training=True):
    """Your function drops nothing where it is not told that this is a prediction, so it does not
    regularize. With training=True, which is the default, draw which channels are dropped, set those
    to 0 and scale the others.
    """
    return images


@wrong(about="idea")
def seeds_inside(images, rate, rng, training=True):
    """Every call drops the very same channels: a seed is set inside your function, or the first
    mask is kept. They never learn anything, and the network is just a smaller one. Draw from the
    `rng` that is handed in, in every call: it moves on with every draw.
    """
    if not training:
        return images
    n, _, _, c = images.shape
    mask = np.random.default_rng(0).random((n, 1, 1, c)) >= rate
    return images * mask / (1 - rate)


@wrong()
def one_mask_for_all_images(images, rate, rng, training=True):
    """All images of a batch lose the same channels. With a draw for each image, a batch trains many
    thinned networks at once, and its gradient is less noisy. Draw n x c numbers instead of c.
    """
    if not training:
        return images
    mask = rng.random(images.shape[-1]) >= rate
    return images * mask / (1 - rate)


@wrong()
def drops_an_exact_number(images, rate, rng, training=True):
    """Every image loses exactly the same number of channels. Then whether one channel is dropped
    depends on the others. Let every channel toss its own coin, so that the number varies.
    """
    if not training:
        return images
    out, c = images.copy(), images.shape[-1]
    for image in out:
        image[..., rng.choice(c, size=round(rate * c), replace=False)] = 0
    return out / (1 - rate)


@wrong()
def never_drops_a_whole_image(images, rate, rng, training=True):
    """Your function never drops all channels of an image, so whether one channel is dropped depends
    on the others, and of few channels fewer than a share `rate` are dropped. Let every channel toss
    its own coin, once: now and then an image is lost as a whole, and that is right.
    """
    if not training:
        return images
    mask = rng.random((len(images), images.shape[-1])) >= rate
    while not mask.any(axis=1).all():
        empty = ~mask.any(axis=1)
        mask[empty] = rng.random(mask[empty].shape) >= rate
    return images * mask[:, np.newaxis, np.newaxis] / (1 - rate)


@wrong(about="slip")
def draws_globally(images, rate, rng, training=True):
    """Your draws do not come from `rng`, so the same state drops other channels each time, and no
    experiment can be repeated. Call the methods of the generator that is handed in, such as
    `rng.random((n, 1, 1, c))`.
    """
    if not training:
        return images
    n, _, _, c = images.shape
    return images * (np.random.random((n, 1, 1, c)) >= rate) / (1 - rate)
