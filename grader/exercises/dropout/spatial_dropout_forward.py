"""Spatial dropout: whole channels of an image."""

import numpy as np

from grader.criteria import array, close, draws_from
from grader.criteria.chance import fresh
from grader.criteria.masks import drops_at, independent
from grader.exercise import exercise
from grader.reference import dropout as reference


@exercise(
    reference=reference.spatial_dropout_forward,
    points=2,
    hints=(
        "How many numbers must be drawn for one image with c channels? And for n images?",
        "A mask of shape (n, 1, 1, c) spreads over height and width by broadcasting.",
    ),
)
def spatial_dropout_forward(student, rng):
    """A channel of an image is dropped as a whole or scaled as a whole."""
    rate = float(rng.choice([0.2, 0.3, 0.7]))
    images = rng.uniform(0.5, 1.5, size=(60, 2, 3, 20))
    out = array(student(images, rate, fresh(rng)), images.shape)
    factor = out / images
    first = factor[:, :1, :1, :]
    yield close(factor - first, 0.0, "All pixels of a channel share one fate").worth(3)
    kept = factor > 0.5
    scaled = "What is kept is scaled by 1 / (1 - rate)"
    yield close(factor[kept], 1 / (1 - rate), scaled).worth(3)
    yield close(factor[~kept], 0.0, "What is dropped is 0")
    channels = kept[:, 0, 0, :]
    yield drops_at(channels, rate, "Each channel is dropped with probability `rate`").worth(2)
    yield independent(channels, rate, 0, "Each image draws for its own channels").worth(2)
    yield independent(channels, rate, 1, "Each channel of an image is drawn for itself").worth(2)
    yield draws_from(lambda rng: array(student(images, rate, rng), images.shape), rng).worth(2)
    images = rng.normal(size=(1, 4, 2, 3))
    out = array(student(images, 0.0, fresh(rng)), images.shape)
    yield close(out, images, "With rate 0 the images come back")
    out = array(student(images, rate, fresh(rng), training=False), images.shape)
    yield close(out, images, "With training=False the images come back").worth(2)


def _gated(images, shape, rate, rng, training):
    gate = (rng.random(shape) >= rate) / (1 - rate)
    return images * gate if training else images.copy()


@spatial_dropout_forward.mistake(
    "Single pixels are dropped: that is ordinary dropout. Here a channel goes as a whole."
)
def drops_pixels(images, rate, rng, training=True):
    return _gated(images, images.shape, rate, rng, training)


@spatial_dropout_forward.mistake(
    "A pixel is dropped in all channels at once; it is the other way round: a channel is dropped "
    "in all its pixels."
)
def drops_places(images, rate, rng, training=True):
    return _gated(images, (*images.shape[:3], 1), rate, rng, training)


@spatial_dropout_forward.mistake("All images lose the same channels; each image needs its draw.")
def one_mask_for_all_images(images, rate, rng, training=True):
    return _gated(images, (1, 1, 1, images.shape[3]), rate, rng, training)


@spatial_dropout_forward.mistake("Whole images are dropped; draw for every channel of each.")
def drops_images(images, rate, rng, training=True):
    return _gated(images, (len(images), 1, 1, 1), rate, rng, training)


@spatial_dropout_forward.mistake(
    "The channels are looked for on the wrong axis: images are (n, h, w, c), channels last."
)
def channels_first(images, rate, rng, training=True):
    return _gated(images, (*images.shape[:2], 1, 1), rate, rng, training)


@spatial_dropout_forward.mistake("The kept channels are not scaled by 1 / (1 - rate).")
def forgets_the_scale(images, rate, rng, training=True):
    n, _, _, channels = images.shape
    return images * (rng.random((n, 1, 1, channels)) >= rate) if training else images.copy()


@spatial_dropout_forward.mistake("`rate` is the probability of being dropped, not of being kept.")
def keeps_at_rate(images, rate, rng, training=True):
    n, _, _, channels = images.shape
    gate = (rng.random((n, 1, 1, channels)) < rate) / (1 - rate)
    return images * gate if training else images.copy()


@spatial_dropout_forward.mistake("`training` is ignored: channels are dropped at inference too.")
def always_drops(images, rate, rng, training=True):
    return reference.spatial_dropout_forward(images, rate, rng)


@spatial_dropout_forward.alternative
def image_by_image(images, rate, rng, training=True):
    out = np.array(images)
    if training:
        for image in out:
            for channel in range(image.shape[-1]):
                if rng.random() < rate:
                    image[..., channel] = 0
                else:
                    image[..., channel] /= 1 - rate
    return out


@spatial_dropout_forward.alternative
def by_einsum(images, rate, rng, training=True):
    if not training:
        return images
    gate = rng.binomial(1, 1 - rate, (images.shape[0], images.shape[3])) / (1 - rate)
    return np.einsum("nhwc,nc->nhwc", images, gate)


@spatial_dropout_forward.alternative
def in_single_precision(images, rate, rng, training=True):
    n, h, w, c = images.shape
    kept = rng.uniform(size=(n, c)) >= (rate if training else 0.0)
    gate = np.repeat(kept[:, None], h * w, axis=1).reshape(n, h, w, c)
    scale = 1 - rate if training else 1
    return (images / scale * gate).astype(np.float32)
