"""Cut one square out of each image."""

import numpy as np

from grader.criteria import array
from grader.criteria.integers import independent_integers, uniform_integers
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import cuts, squares
from grader.exercises.augmentation.batches import TOLERANCE, letters
from grader.exercises.augmentation.draws import all_from_rng, each_its_own
from grader.exercises.augmentation.holes import Holes
from grader.reference import augmentation as reference


@exercise(
    reference=reference.cutout,
    points=2,
    hints=(
        "Draw the place of the upper left corner. For an image of h rows and a square of `size` "
        "rows, in which rows can the square begin? How many are there?",
        "`rng.integers(low, high)` never draws `high`; a square as high as the image has only one "
        "row to begin in.",
        "Work on a copy: the caller still needs the original images.",
    ),
)
def cutout(student, rng):
    """In each image one size x size square, wholly inside, anywhere equally likely, becomes 0."""
    few = Holes(student, rng, (60, 6, 5), 3)
    sentence = "In each image one square of size x size pixels is cut out, wholly inside"
    yield few.cut(sentence).worth(4).as_idea()
    yield few.black("The square that is cut out becomes 0").worth(5)
    many = Holes(student, rng, (1300, 6, 5), 3)
    places = ("rows 0, 1, 2 and 3", many.top, 3), ("columns 0, 1 and 2", many.left, 2)
    for words, values, last in places:
        sentence = f"In images of 6 x 5, squares of size 3 begin in {words} equally often"
        expected = np.repeat(np.arange(last + 1), 100)
        sketch = Sketch("distribution", values[:1000], expected, f"How many begin in {words}.")
        yield uniform_integers(values, 0, last, sentence).worth(4).drawn(sketch)
    sentence = "The row of a square is drawn independently of its column"
    yield independent_integers(many.top, many.left, sentence).worth(4)
    sentence = "Each image of a batch draws its own place"
    yield each_its_own([many.top, many.left], sentence).worth(3).as_idea()
    images = letters(rng, (3, 6, 7))
    yield from all_from_rng(lambda rng: _drawn(student, images, rng), rng, 3)
    sentence = "Color images (n, h, w, c) lose one square as well, in all channels"
    yield Holes(student, rng, (60, 5, 7, 4), 2).right(sentence).worth(5)
    yield from _extremes(student, rng)


def _extremes(student, rng):
    """Criteria for the smallest square and the largest ones."""
    for shape, size, words in (
        ((40, 3, 5), 1, "size 1"),
        ((40, 3, 5), 3, "a square as high as the image"),
        ((40, 5, 3, 1), 3, "a square as wide as the image"),
        ((1, 4, 4), 4, "a square as large as the image, of which there is only one"),
    ):
        yield Holes(student, rng, shape, size).right(f"It works with {words}").worth(0.5)


def _drawn(student, images, rng):
    """Results and places of so many calls that no two states of rng give the same ones."""
    out = np.concatenate([array(student(images, 2, rng), images.shape) for _ in range(8)])
    holes = np.abs(out - np.tile(images, (8, 1, 1))) > TOLERANCE
    top, left = (holes.any(axis=axis).argmax(axis=1) for axis in (2, 1))
    return {"a result": out, "a row": top, "a column": left}


cuts.wrong.teach(cutout)
squares.wrong.teach(cutout)


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
