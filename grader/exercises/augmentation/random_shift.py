"""Move images by whole pixels, at random."""

import contextlib

import numpy as np

from grader.criteria import Unacceptable, array, close, holds
from grader.criteria.chance import fresh
from grader.criteria.integers import independent_integers, uniform_integers
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import shifts
from grader.exercises.augmentation.batches import letters
from grader.exercises.augmentation.draws import all_from_rng, each_its_own
from grader.exercises.augmentation.moves import Moves
from grader.reference import augmentation as reference
from grader.student import AnswerRaised

CALLS = 24
"""With a single image: so many that all but surely some distances fail, and others do not."""


@exercise(
    reference=reference.random_shift,
    points=3,
    hints=(
        "`rng.integers(low, high)` never draws `high`. How many integers are there from "
        "-max_pixels to max_pixels?",
        "Put a frame of `max_pixels` zeros around each image (`np.pad`): then every shift is "
        "another h x w window of the framed image, and no distance is a special case.",
        "Each image needs a dy and a dx of its own, and the two are drawn separately.",
    ),
)
def random_shift(student, rng):
    """Each image moves by whole pixels, dx and dy uniform in -max..max; what is vacated is 0."""
    images = letters(rng, (60, 6, 5))
    before, after, error = _moved_somehow(student, images, fresh(rng))
    sentence = "Each image is moved by whole pixels, and what it vacates is 0"
    yield _moved(Moves(before, after, 2), sentence).as_idea()
    yield _whichever_way(error).worth(2)
    images = letters(rng, (1300, 6, 5))
    many = Moves(images, _ask(student, images, 2, fresh(rng)), 2)
    for name, values, axis in (("dy", many.dy, "down"), ("dx", many.dx, "to the right")):
        sentence = f"With max_pixels 2, {name}, the distance {axis}, is -2, -1, 0, 1 or 2, each "
        criterion = uniform_integers(values, -2, 2, sentence + "equally often").worth(4)
        words = f"How often each {name} comes up."
        expected = np.repeat(np.arange(-2, 3), 100)
        yield criterion.drawn(Sketch("distribution", values[:1000], expected, words))
    sentence = "dx and dy of an image are drawn independently of each other"
    down, right = many.dy + 3, many.dx + 3  # from 0, also where they go one pixel too far
    yield independent_integers(down, right, sentence).worth(6)
    sentence = "Each image of a batch draws its own shift"
    yield each_its_own([down, right], sentence).worth(3).as_idea()
    yield _in_color(student, rng).worth(6)
    images = letters(rng, (4, 5, 4))
    yield from all_from_rng(lambda rng: _drawn(student, images, rng), rng, 3)
    images = letters(rng, (40, 4, 3))
    narrow = Moves(images, _ask(student, images, 2, fresh(rng)), 2)
    if not narrow.flaw and not (np.any(narrow.dy) and np.any(narrow.dx)):
        narrow.flaw = "images that stay where they are"
    sentence = "Gray images (n, h, w) move in the same way if they are only three pixels wide"
    yield holds(not narrow.flaw, sentence, narrow.flaw)
    images = letters(rng, (7, 4, 3))
    out = _ask(student, images, 0, fresh(rng))
    yield close(out, images, "With max_pixels 0 the images come back as they were")


def _moved_somehow(student, images, rng):
    """Images before and after; one by one where batches fail, since some distances may work.

    Returns
    -------
    before, after : ndarray
        The same number of images.
    error : Exception or None
        What came of the others.
    """
    try:
        batches = [_ask(student, part, 2, rng) for part in np.split(images, 4)]
        return images, np.concatenate(batches), None
    except (AnswerRaised, Unacceptable) as error:
        failed, moved = error, {}
    for i in range(CALLS):
        with contextlib.suppress(AnswerRaised, Unacceptable):
            moved[i] = _ask(student, images[i : i + 1], 2, rng)
    if len(moved) in (0, CALLS):
        raise failed
    return images[list(moved)], np.concatenate(list(moved.values())), failed


def _whichever_way(error):
    """Criterion: there is no distance for which nothing comes back."""
    sentence = "It works whichever way an image moves"
    found = "" if error is None else f"an error for some distances ({error})"
    return holds(error is None, sentence, found, evidence="an error for some distances")


def _moved(moves, sentence):
    """Criterion on how images were moved, with a picture of one."""
    sketch = Sketch("image", moves.shown, moves.expected, f"Yours: {moves.flaw}.")
    return holds(not moves.flaw, sentence, moves.flaw).worth(4).drawn(sketch)


def _in_color(student, rng):
    """Criterion for images with channels, which move until a single row is left."""
    images, generator = letters(rng, (12, 3, 4, 3)), fresh(rng)
    _ask(student, images[:1], 2, generator)  # a batch may hold a single image
    out = np.concatenate([_ask(student, images, 2, generator) for _ in range(8)])
    before = np.tile(images, (8, 1, 1, 1))
    moves = Moves(before, out, 2)
    if moves.flaw:
        channels = (Moves(before[..., c], out[..., c], 2) for c in range(3))
        if not any(channel.flaw for channel in channels):
            moves.flaw = "channels of an image that move apart"
    else:
        by_place = np.stack([moves.dy, moves.dx]).reshape(2, 8, 12)
        still = np.ptp(by_place, axis=1) == 0
        if still.all(axis=1).any():
            moves.flaw = "images that do not move in both directions"
        elif still.all(axis=0).any():
            moves.flaw = "a batch in which one of the images never moves"
        elif min(np.abs(moves.dy).max(), np.abs(moves.dx).max()) < 2:
            moves.flaw = "images that never move by 2 pixels"
    return _moved(moves, "Color images (n, h, w, c) move in the same way, all channels together")


def _ask(student, images, max_pixels, rng):
    return array(student(images, max_pixels, rng), images.shape)


def _drawn(student, images, rng):
    """Results and distances of so many calls that no two states of rng give the same ones."""
    out = np.concatenate([_ask(student, images, 2, rng) for _ in range(6)])
    moves = Moves(np.tile(images, (6, 1, 1)), out, 2)
    return {"a result": out, "a dy": moves.dy, "a dx": moves.dx}


shifts.wrong.teach(random_shift)


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
