"""Move images by whole pixels, at random."""

import numpy as np

from grader.criteria import array, close, draws_from, holds
from grader.criteria.chance import fresh
from grader.criteria.integers import each_draws_anew, independent_integers, uniform_integers
from grader.exercise import exercise
from grader.exercises.augmentation import shifts
from grader.exercises.augmentation.batches import same
from grader.reference import augmentation as reference

# How np.pad fills what comes free, and what that looks like.
FILLS = {
    "constant": "",
    "wrap": "what leaves on one side comes back on the other",
    "edge": "what comes free repeats the edge",
}


@exercise(
    reference=reference.random_shift,
    points=3,
    hints=(
        "`rng.integers(low, high)` leaves `high` out. How many values are there from -max to max?",
        "Put a frame of `max_pixels` zeros round each image (np.pad): every shift then is another "
        "h x w window of the framed image, and nothing has to be treated as a special case.",
        "Each image needs a dy and a dx of its own, and the two know nothing of each other.",
    ),
)
def random_shift(student, rng):
    """Each image moves by whole pixels, dx and dy uniform in -max..max; what comes free is 0."""
    images = rng.uniform(0.2, 1.0, size=(1300, 6, 5))
    dy, dx, found = _moves(images, _ask(student, images, 2, fresh(rng)), 2)
    sentence = "Each image is moved by whole pixels, and what comes free is 0"
    yield holds(not found, sentence, found).worth(4)
    for name, values, axis in (("dy", dy, "down"), ("dx", dx, "to the right")):
        sentence = f"{name}, the distance {axis}, takes each of -max ... max equally often"
        yield uniform_integers(values, -2, 2, sentence).worth(2)
    sentence = "dx and dy have nothing to do with each other"
    yield independent_integers(dy + 2, dx + 2, sentence).worth(2)
    sentence = "Each image of a batch draws its own shift"
    yield each_draws_anew(5 * dy + dx + 12, sentence).worth(3)
    yield _in_colour(student, rng).worth(3)
    images = rng.uniform(0.2, 1.0, size=(7, 4, 3))
    out = _ask(student, images, 0, fresh(rng))
    yield close(out, images, "With max_pixels 0 the images come back")
    images = rng.uniform(0.2, 1.0, size=(3, 5, 4))
    yield draws_from(lambda rng: _calls(student, images, rng), rng).worth(2)


def _in_colour(student, rng):
    """Criterion for images with channels, which move as far as they can."""
    images = rng.uniform(0.2, 1.0, size=(20, 3, 4, 2))
    batches = _calls(student, images, fresh(rng))
    dy, dx, found = _moves(np.tile(images, (len(batches), 1, 1, 1)), np.concatenate(batches), 2)
    found = found or ("" if np.any(dy) and np.any(dx) else "they do not move both ways")
    sentence = "Colour images (n, h, w, c) move too, all channels together, until one row is left"
    return holds(not found, sentence, found)


def _ask(student, images, max_pixels, rng):
    return array(student(images, max_pixels, rng), images.shape)


def _calls(student, images, rng):
    """The batches of several calls, so that no two states of rng give the same ones by chance."""
    return np.array([_ask(student, images, 2, rng) for _ in range(15)])


def _moves(images, out, largest):
    """How far the images were moved, and in words what else happened to some of them.

    Returns
    -------
    dy, dx : integer ndarray
        Of those images for which it can be told, whatever fills what came free.
    found : str
    """
    moves = np.zeros((len(images), 2), dtype=int)
    open_ones, seen = np.arange(len(images)), ""
    for mode, words in FILLS.items():
        for dy in range(-largest, largest + 1):
            for dx in range(-largest, largest + 1):
                alike = same(out[open_ones], shifts.moved(images[open_ones], dy, dx, mode))
                moves[open_ones[alike]] = dy, dx
                seen = seen or (words if alike.any() else "")
                open_ones = open_ones[~alike]
    told = np.delete(moves, open_ones, axis=0)
    if len(open_ones):
        known = np.isin(out[open_ones].astype("float32"), images.astype("float32"))
        blends = np.mean(known | (out[open_ones] == 0)) < 0.5
        seen = "some hold values that no image had" if blends else "some are something else"
    return told[:, 0], told[:, 1], seen


for wrong in shifts.MISTAKES:
    random_shift.mistake(" ".join(wrong.__doc__.split()))(wrong)


@random_shift.alternative
def by_slices(images, max_pixels, rng):
    out = np.zeros_like(images)
    h, w = images.shape[1:3]
    for i in range(len(images)):
        dy = rng.integers(-max_pixels, max_pixels, endpoint=True)
        dx = rng.integers(-max_pixels, max_pixels, endpoint=True)
        target = slice(max(dy, 0), h + min(dy, 0)), slice(max(dx, 0), w + min(dx, 0))
        source = slice(max(-dy, 0), h - max(dy, 0)), slice(max(-dx, 0), w - max(dx, 0))
        out[i][target] = images[i][source]
    return out


@random_shift.alternative
def rolls_and_wipes(images, max_pixels, rng):
    out = np.array(images, dtype=np.float32)
    for i, (dy, dx) in enumerate(rng.integers(-max_pixels, max_pixels + 1, size=(len(out), 2))):
        out[i] = np.roll(out[i], (dy, dx), axis=(0, 1))
        out[i][: max(dy, 0)] = 0
        out[i][len(out[i]) + min(dy, 0) :] = 0
        out[i][:, : max(dx, 0)] = 0
        out[i][:, out[i].shape[1] + min(dx, 0) :] = 0
    return out


@random_shift.alternative
def crops_a_frame(images, max_pixels, rng):
    h, w = images.shape[1:3]
    frame = [(max_pixels, max_pixels)] * 2 + [(0, 0)] * (images.ndim - 3)
    steps = np.arange(2 * max_pixels + 1)
    moved = []
    for image in images:
        top, left = rng.choice(steps), rng.choice(steps)
        moved.append(np.pad(image, frame)[top : top + h, left : left + w])
    return np.stack(moved)


@random_shift.alternative
def with_scipy(images, max_pixels, rng):
    from scipy import ndimage

    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))
    still = (0,) * (images.ndim - 3)
    pairs = zip(images, moves, strict=True)
    return np.array([ndimage.shift(i, (*move, *still), order=0) for i, move in pairs])
