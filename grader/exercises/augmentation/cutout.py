"""Cut one square out of each image."""

import numpy as np

from grader.criteria import array, draws_from, holds
from grader.criteria.integers import each_draws_anew, independent_integers, uniform_integers
from grader.exercise import exercise
from grader.exercises.augmentation import cuts
from grader.exercises.augmentation.holes import Holes
from grader.reference import augmentation as reference


@exercise(
    reference=reference.cutout,
    points=2,
    hints=(
        "Draw the place of the upper left corner. For an image of h rows and a square of `size` "
        "rows, which rows can the square begin in? How many are they?",
        "`rng.integers(low, high)` leaves `high` out; a square as high as the image has one row.",
        "Work on a copy: the caller's images must stay whole.",
    ),
)
def cutout(student, rng):
    """In each image one size x size square, wholly inside, anywhere equally likely, becomes 0."""
    size = int(rng.integers(2, 4))
    seen = Holes(student, rng, (1300, 6, 5), size)
    sentence = "What is cut out becomes 0, everything else stays as it was"
    yield holds(not seen.filling, sentence, seen.filling).worth(3)
    sentence = "In each image one square of size x size pixels is cut out, wholly inside"
    yield holds(not seen.outline, sentence, seen.outline).worth(4)
    for name, values, last in (("row", seen.top, 6 - size), ("column", seen.left, 5 - size)):
        sentence = f"The square begins in every {name} that has room for it equally often"
        yield uniform_integers(values, 0, last, sentence).worth(2)
    sentence = "The row has nothing to do with the column"
    yield independent_integers(seen.top, seen.left, sentence)
    sentence = "Each image of a batch draws its own place"
    yield each_draws_anew(5 * seen.top + seen.left, sentence).worth(3)
    seen = Holes(student, rng, (60, 4, 7, 3), 5 - size)
    sentence = "Colour images (n, h, w, c) lose the square in all channels"
    yield holds(not seen.outline, sentence, seen.outline).worth(3)
    images = rng.uniform(0.2, 1.0, size=(3, 6, 7))
    yield draws_from(lambda rng: _calls(student, images, 2, rng), rng).worth(2)
    yield from _extremes(student, rng)


def _extremes(student, rng):
    """Criteria for the smallest square and the largest ones."""
    for shape, size, words in (
        ((40, 3, 5), 1, "size 1"),
        ((40, 3, 5), 3, "a square as high as the image"),
        ((40, 5, 3, 1), 3, "a square as wide as the image"),
        ((40, 4, 4), 4, "a square as large as the image"),
    ):
        seen = Holes(student, rng, shape, size)
        yield holds(not seen.outline, f"It works with {words}", seen.outline).worth(0.5)


def _calls(student, images, size, rng):
    """The batches of several calls, so that no two states of rng give the same ones by chance."""
    return np.array([array(student(images, size, rng), images.shape) for _ in range(15)])


for wrong in cuts.MISTAKES:
    cutout.mistake(" ".join(wrong.__doc__.split()))(wrong)


@cutout.alternative
def image_by_image(images, size, rng):
    out = np.array(images)
    h, w = images.shape[1:3]
    for image in out:
        top = rng.integers(h - size, endpoint=True)
        left = rng.integers(w - size, endpoint=True)
        image[top : top + size, left : left + size] = 0
    return out


@cutout.alternative
def by_a_chosen_place(images, size, rng):
    h, w = images.shape[1], images.shape[2]
    across = w - size + 1
    places = rng.choice((h - size + 1) * across, size=len(images))
    mask = np.ones(images.shape, dtype=np.float32)
    for i, place in enumerate(places):
        top, left = divmod(int(place), across)
        mask[i, top : top + size, left : left + size, ...] = 0
    return (images * mask).astype(np.float32)


@cutout.alternative
def by_distances(images, size, rng):
    n, h, w = images.shape[:3]
    top = np.floor(rng.random(n) * (h - size + 1))
    left = np.floor(rng.random(n) * (w - size + 1))
    down = np.arange(h)[None, :, None] - top[:, None, None]
    right = np.arange(w)[None, None, :] - left[:, None, None]
    gone = (down >= 0) & (down < size) & (right >= 0) & (right < size)
    return np.where(gone.reshape(n, h, w, *(1,) * (images.ndim - 3)), 0.0, images)


@cutout.alternative
def by_windows(images, size, rng):
    out = images.copy()
    windows = np.lib.stride_tricks.sliding_window_view(
        out, (size, size), axis=(1, 2), writeable=True
    )
    n, down, across = windows.shape[:3]
    windows[np.arange(n), rng.integers(down, size=n), rng.integers(across, size=n)] = 0.0
    return out
