"""Spatial dropout: whole channels of an image."""

import numpy as np

from grader.criteria import array, holds
from grader.criteria.chance import fresh
from grader.criteria.masks import beside_an_example, count_varies, drops_at
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.dropout import spatial_mistakes
from grader.exercises.dropout.coins import all_dropped, any_two, apart
from grader.exercises.dropout.gates import Gated, away_from_zero, drawn_anew, scaled, unchanged
from grader.reference import dropout as reference


@exercise(
    reference=reference.spatial_dropout_forward,
    points=2,
    hints=(
        "How many numbers must be drawn for one image with c channels? And for n images?",
        "A mask of shape (n, 1, 1, c) is stretched over height and width by broadcasting.",
    ),
)
def spatial_dropout_forward(student, rng):
    """A channel of an image is dropped as a whole or scaled as a whole."""
    rate = float(rng.choice([0.2, 0.3, 0.7]))
    images = away_from_zero(rng, (132, 2, 3, 40))
    gated = Gated(_ask(student, images, rate, fresh(rng)), images)
    sentence = "Every value is either 0 or its old one divided by 1 - rate"
    yield scaled(gated, rate, sentence, "the old value").as_idea()
    yield _whole_channels(gated.kept).as_idea()
    yield from _random_channels(gated.kept, rate)
    yield from _many_images(student, rng)
    yield from _nothing_dropped(student, rng, rate)
    few = images[:20]
    anew, repeatable = drawn_anew(lambda rng: _kept(student, few, rate, rng), rng, "channels")
    yield anew.as_idea()
    yield repeatable
    images, generator = away_from_zero(rng, (1, 1, 1, 40)), fresh(rng)
    calls = [_kept(student, images, rate, generator)[:, 0, 0] for _ in range(120)]
    sentence = "How many channels of an image are dropped is left to chance"
    yield count_varies(calls, 1 - np.mean(calls), sentence).worth(4)


def _ask(student, images, rate, rng, **options):
    return array(student(images, rate, rng, **options), images.shape)


def _kept(student, images, rate, rng):
    """Which values an answer keeps."""
    return Gated(_ask(student, images, rate, rng), images).kept


def _whole_channels(kept):
    """Criterion: the pixels of a channel share one fate."""
    sentence = "A channel of an image is dropped in all its pixels or in none"
    lines = "rows of " if _alike(kept, 2) else "columns of " if _alike(kept, 1) else ""
    found = f"channels of which only some {lines}pixels are dropped"
    if _alike(kept, 3):
        found = f"{lines}pixels that are dropped in all channels at once"
    # The image whose pixels differ most.
    image = int(np.argmax(np.ptp(kept.astype(int), axis=(1, 2)).sum(axis=1)))
    pixels, whole = kept[image], np.broadcast_to(kept[image, :1, :1], kept.shape[1:])
    words = "One image: a row is a pixel, a column one of its channels; gray ones were dropped."
    sketch = Sketch("mask", *(each.reshape(-1, each.shape[-1]) for each in (pixels, whole)), words)
    same = np.array_equal(kept, np.broadcast_to(kept[:, :1, :1], kept.shape))
    return holds(same, sentence, found).drawn(sketch)


def _alike(kept, axis):
    """Whether all entries along an axis share one fate."""
    return bool(np.all(kept == np.take(kept, [0], axis)))


def _random_channels(kept, rate):
    """Criteria on which channels are dropped: how many, and independently of what."""
    channels = kept[:, 0, 0, :]
    whole = np.array_equal(kept, np.broadcast_to(channels[:, None, None], kept.shape))
    share = drops_at(channels, rate, "channels") if whole else drops_at(kept, rate, "values")
    yield share.as_idea()
    words = "A row is an image, a column a channel; gray ones were dropped. "
    sentence = "Each channel of an image is dropped independently of its other channels"
    across = apart(channels, 1, sentence, "images that lose all channels or none")
    picture = beside_an_example(channels, rate, f"{words}Look along the rows.")
    yield across.as_idea().drawn(picture)
    sentence = "Each image draws anew which of its channels are dropped"
    down = apart(channels, 0, sentence, "images that all lose the same channels")
    picture = beside_an_example(channels, rate, f"{words}Compare the rows with each other.")
    yield down.worth(9).drawn(picture)


def _many_images(student, rng):
    """Criteria on images at any distance, and on images of few channels."""
    rate = float(rng.choice([0.43, 0.53]))
    many = _kept(student, away_from_zero(rng, (60, 1, 1, 140)), rate, fresh(rng))
    sentence = "The masks of any two images, near or far, have nothing to do with each other"
    yield any_two(many[:, 0, 0], sentence, "images").worth(3)
    narrow = _kept(student, away_from_zero(rng, (1000, 1, 1, 3)), rate, fresh(rng))
    yield all_dropped(narrow[:, 0, 0], rate, "images", "channels").worth(3)


def _nothing_dropped(student, rng, rate):
    """Criteria on training=False and on rate 0."""
    images = away_from_zero(rng, (9, 4, 2, 13))
    out = _ask(student, images, rate, fresh(rng), training=False)
    sentence = "With training=False the images come back unchanged"
    yield unchanged(out, images, sentence, "the old value").as_idea()
    images = rng.normal(size=(1, 4, 2, 3))
    out = _ask(student, images, 0.0, fresh(rng))
    yield unchanged(out, images, "With rate 0 the images come back unchanged", "the old value")


spatial_mistakes.wrong.teach(spatial_dropout_forward)


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


@spatial_dropout_forward.alternative
def channels_in_front(images, rate, rng, training=True):
    if not training:
        rate = 0
    maps = np.moveaxis(images, -1, 0)
    factors = rng.choice([0, 1 / (1 - rate)], p=[rate, 1 - rate], size=maps.shape[:2])
    return np.moveaxis(maps * factors[..., np.newaxis, np.newaxis], 0, -1)


@spatial_dropout_forward.alternative
def by_a_list_of_dropped_channels(images, rate, rng, training=True):
    out = images.copy()
    if training:
        dropped = np.argwhere(rng.random(images[:, 0, 0].shape) < rate)
        for image, channel in dropped:
            out[image, :, :, channel] = 0
        out /= 1 - rate
    return out
