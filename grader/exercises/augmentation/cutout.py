"""Cut one square out of each image."""

import numpy as np

from grader.criteria import array, draws_from, holds
from grader.criteria.integers import each_draws_anew, independent_integers, uniform_integers
from grader.exercise import exercise
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


def _cut(images, top, left, size, value=0.0):
    """Squares from (top, left) on, one place for each image; what sticks out is not there."""
    out = images.copy()
    for i, (row, column) in enumerate(zip(top, left, strict=True)):
        rows = slice(max(int(row), 0), max(int(row) + size, 0))
        out[i][rows, max(int(column), 0) : max(int(column) + size, 0)] = value
    return out


def _corners(images, size, rng):
    n, h, w = images.shape[:3]
    return rng.integers(0, h - size + 1, size=n), rng.integers(0, w - size + 1, size=n)


@cutout.mistake(
    "Squares stick out of the image, since their centre (as in the paper) or their corner is drawn "
    "among all pixels; here the whole square must lie inside."
)
def sticks_out(images, size, rng):
    n, h, w = images.shape[:3]
    top, left = rng.integers(0, h, size=n) - size // 2, rng.integers(0, w, size=n) - size // 2
    return _cut(images, top, left, size)


@cutout.mistake(
    "The last place is never drawn: `rng.integers(low, high)` leaves `high` out, so high must be "
    "h - size + 1."
)
def leaves_the_last_place_out(images, size, rng):
    n, h, w = images.shape[:3]
    return _cut(images, rng.integers(0, h - size, size=n), rng.integers(0, w - size, size=n), size)


@cutout.mistake("All images lose the same square; draw a place for each image.")
def one_place_for_all(images, size, rng):
    top, left = _corners(images[:1], size, rng)
    return _cut(images, np.repeat(top, len(images)), np.repeat(left, len(images)), size)


@cutout.mistake("The square always lies in the middle; every place must be equally likely.")
def always_in_the_middle(images, size, rng):
    n, h, w = images.shape[:3]
    return _cut(images, np.full(n, (h - size) // 2), np.full(n, (w - size) // 2), size)


@cutout.mistake("The square is filled with the mean of the images; it must become 0.")
def fills_with_the_mean(images, size, rng):
    return _cut(images, *_corners(images, size, rng), size, images.mean())


@cutout.mistake("The square is filled with 1, which is white; it must become 0.")
def fills_with_white(images, size, rng):
    return _cut(images, *_corners(images, size, rng), size, 1.0)


@cutout.mistake("The square is filled with noise; it must become 0.")
def fills_with_noise(images, size, rng):
    noise = rng.uniform(0.0, 1.0, size=images.shape)
    gone = _cut(np.ones_like(images), *_corners(images, size, rng), size) == 0
    return np.where(gone, noise, images)


@cutout.mistake("Everything but the square becomes 0; it is the square that must go.")
def keeps_the_square_only(images, size, rng):
    return images - _cut(images, *_corners(images, size, rng), size)


@cutout.mistake("`size` is the side of the square; here it reaches `size` pixels to both sides.")
def size_for_the_radius(images, size, rng):
    n, h, w = images.shape[:3]
    row, column = rng.integers(0, h, size=n), rng.integers(0, w, size=n)
    return _cut(images, row - size, column - size, 2 * size + 1)


@cutout.mistake("The square has one row and one column too many: `top + size` is left out already.")
def one_too_large(images, size, rng):
    return _cut(images, *_corners(images, size, rng), size + 1)


@cutout.mistake("Some channels keep what others lose; the square must go in all of them.")
def first_channel_only(images, size, rng):
    out = images.copy()
    part = images[..., 0] if images.ndim == 4 else images
    cut = _cut(part, *_corners(part, size, rng), size)
    if images.ndim == 3:
        return cut
    out[..., 0] = cut
    return out


@cutout.mistake(
    "The square reaches size // 2 pixels to both sides, so that an odd size is not the side."
)
def half_the_size_to_both_sides(images, size, rng):
    n, h, w = images.shape[:3]
    half = size // 2
    row, column = rng.integers(half, h - half, size=n), rng.integers(half, w - half, size=n)
    return _cut(images, row - half, column - half, 2 * half)


@cutout.mistake(
    "The square reaches size // 2 pixels to both sides of its middle: for an even size its side "
    "is size + 1."
)
def half_the_size_round_a_pixel(images, size, rng):
    n, h, w = images.shape[:3]
    half = size // 2
    row, column = rng.integers(half, h - half, size=n), rng.integers(half, w - half, size=n)
    return _cut(images, row - half, column - half, 2 * half + 1)


@cutout.mistake(
    "The first and the last place come up half as often as others, as rounding a uniform number "
    "makes them; draw integers."
)
def rounds_uniform_numbers(images, size, rng):
    n, h, w = images.shape[:3]
    top, left = rng.random(n) * (h - size), rng.random(n) * (w - size)
    return _cut(images, top.round(), left.round(), size)


@cutout.mistake("Height and width are swapped where the corner is drawn: rows come first.")
def swaps_height_and_width(images, size, rng):
    n, h, w = images.shape[:3]
    top, left = rng.integers(0, w - size + 1, size=n), rng.integers(0, h - size + 1, size=n)
    return _cut(images, top, left, size)


@cutout.mistake("Rows and columns are drawn from the range of the shorter side; each has its own.")
def as_if_it_were_a_square(images, size, rng):
    corners = rng.integers(0, min(images.shape[1:3]) - size + 1, size=(2, len(images)))
    return _cut(images, *corners, size)


@cutout.mistake(
    "The axes are counted from the end, where the channels are; rows are the second axis and "
    "columns the third."
)
def counts_from_the_end(images, size, rng):
    if images.ndim == 3:
        return reference.cutout(images, size, rng)
    channels = min(size, images.shape[3])
    out = images.copy()
    for image in out:
        left = rng.integers(0, images.shape[2] - size + 1)
        image[:, left : left + size, :channels] = 0.0
    return out


@cutout.mistake("Row and column are the same number, so that squares lie on the diagonal only.")
def on_the_diagonal(images, size, rng):
    n, h, w = images.shape[:3]
    corner = rng.integers(0, min(h, w) - size + 1, size=n)
    return _cut(images, corner, corner, size)


@cutout.mistake(
    "Squares that would stick out are pushed back inside, which makes places at the border more "
    "likely; draw the corner among the places with room."
)
def pushed_back_inside(images, size, rng):
    n, h, w = images.shape[:3]
    top = np.clip(rng.integers(0, h, size=n) - size // 2, 0, h - size)
    left = np.clip(rng.integers(0, w, size=n) - size // 2, 0, w - size)
    return _cut(images, top, left, size)


@cutout.mistake("Single pixels are cut out, scattered over the image; one square is asked for.")
def scattered_pixels(images, size, rng):
    n, h, w = images.shape[:3]
    chosen = rng.permuted(np.tile(np.arange(h * w), (n, 1)), axis=1)[:, : size**2]
    out = images.reshape(n, h * w, -1).copy()
    np.put_along_axis(out, chosen[:, :, None], 0.0, axis=1)
    return out.reshape(images.shape)


@cutout.mistake("Nothing is cut out: the copy that loses the squares is not what comes back.")
def nothing_cut(images, size, rng):
    return images.copy()


@cutout.mistake("The draws come from the global np.random; draw from the `rng` that is handed in.")
def draws_globally(images, size, rng):
    return reference.cutout(images, size, np.random.default_rng())


@cutout.mistake("A seed is set inside, so that every call cuts out the very same squares.")
def seeds_inside(images, size, rng):
    return reference.cutout(images, size, np.random.default_rng(0))


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
