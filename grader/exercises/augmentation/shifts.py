"""Wrong ways to move images, called like `random_shift`.

The docstrings say what went wrong; the learner reads them.
"""

import copy

import numpy as np

from grader.reference import augmentation as reference


def moved(images, dy, dx, mode):
    """All images moved alike."""
    h, w = images.shape[1:3]
    y, x = abs(dy), abs(dx)
    padded = np.pad(images, [(0, 0), (y, y), (x, x)] + [(0, 0)] * (images.ndim - 3), mode=mode)
    return padded[:, y - dy : y - dy + h, x - dx : x - dx + w]


def shifted(images, moves, mode="constant"):
    """Each image moved by its own (dy, dx)."""
    pairs = zip(range(len(images)), moves, strict=True)
    return np.concatenate([moved(images[i : i + 1], int(y), int(x), mode) for i, (y, x) in pairs])


def wraps_round(images, max_pixels, rng):
    """What leaves on one side comes back on the other, as np.roll does; what comes free must be
    0.
    """
    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))
    pairs = zip(images, moves, strict=True)
    return np.array([np.roll(image, move, axis=(0, 1)) for image, move in pairs])


def repeats_the_edge(images, max_pixels, rng):
    """What comes free repeats the edge of the image; it must be 0."""
    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))
    return shifted(images, moves, "edge")


def leaves_the_largest_out(images, max_pixels, rng):
    """The largest shift never comes up: `rng.integers(low, high)` leaves `high` out."""
    high = max_pixels if max_pixels else 1
    return shifted(images, rng.integers(-max_pixels, high, size=(len(images), 2)))


def leaves_the_largest_out_and_none(images, max_pixels, rng):
    """The largest shift never comes up, and with max_pixels 0 there is none at all: `rng.integers(
    low, high)` leaves `high` out.
    """
    return shifted(images, rng.integers(-max_pixels, max_pixels, size=(len(images), 2)))


def only_positive(images, max_pixels, rng):
    """The images only ever move down and to the right: dx and dy start at -max."""
    return shifted(images, rng.integers(0, max_pixels + 1, size=(len(images), 2)))


def one_shift_for_the_batch(images, max_pixels, rng):
    """All images of the batch are moved alike; each needs its own dx and dy."""
    dy, dx = rng.integers(-max_pixels, max_pixels + 1, size=2)
    return moved(images, int(dy), int(dx), "constant")


def dx_is_dy(images, max_pixels, rng):
    """dx and dy are the same number; draw one for each direction."""
    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 1))
    return shifted(images, np.repeat(moves, 2, axis=1))


def rounds_uniform_numbers(images, max_pixels, rng):
    """The largest shifts come up too rarely, as when a uniform number is rounded and each end gets
    half of an interval. Draw integers.
    """
    moves = rng.uniform(-max_pixels, max_pixels, size=(len(images), 2))
    return shifted(images, np.round(moves).astype(int))


def cuts_uniform_numbers(images, max_pixels, rng):
    """Turning a uniform number into an integer cuts towards 0: the largest shifts never come up,
    and 0 twice as often; draw integers.
    """
    moves = rng.uniform(-max_pixels, max_pixels, size=(len(images), 2))
    return shifted(images, moves.astype(int))


def all_or_nothing(images, max_pixels, rng):
    """Images move by the largest distance or not at all: the ones between count."""
    return shifted(images, max_pixels * rng.integers(-1, 2, size=(len(images), 2)))


def only_sideways(images, max_pixels, rng):
    """Images move to the side only; dy must be drawn too."""
    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))
    return shifted(images, moves * [0, 1])


def only_up_and_down(images, max_pixels, rng):
    """Images move up and down only; dx must be drawn too."""
    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))
    return shifted(images, moves * [1, 0])


def by_fractions(images, max_pixels, rng):
    """Images move by fractions of pixels, which blurs them; draw whole numbers of pixels."""
    from scipy import ndimage

    moves = rng.uniform(-max_pixels, max_pixels, size=(len(images), 2))
    still = (0,) * (images.ndim - 3)
    pairs = zip(images, moves, strict=True)
    return np.array([ndimage.shift(i, (*move, *still), order=1) for i, move in pairs])


def fills_with_white(images, max_pixels, rng):
    """What comes free is filled with white, or with another colour; it must be 0."""
    white = reference.random_shift(np.ones_like(images), max_pixels, copy.deepcopy(rng)) == 0
    return np.where(white, 1.0, reference.random_shift(images, max_pixels, rng))


def wipes_one_side_only(images, max_pixels, rng):
    """After np.roll only the top and the left are set to 0; what comes free below and at the right,
    where dy and dx are negative, must be, too.
    """
    out = images.copy()
    for image in out:
        dy, dx = rng.integers(-max_pixels, max_pixels + 1, size=2)
        image[:] = np.roll(image, (dy, dx), axis=(0, 1))
        image[: max(dy, 0)] = 0
        image[:, : max(dx, 0)] = 0
    return out


def counts_from_the_end(images, max_pixels, rng):
    """The axes are counted from the end, where the channels are; rows are the second axis and
    columns the third.
    """
    from scipy import ndimage

    moves = rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))
    still = (0,) * (images.ndim - 3)
    pairs = zip(images, moves, strict=True)
    return np.array([ndimage.shift(i, (*still, *move), order=0) for i, move in pairs])


def never_moves(images, max_pixels, rng):
    """The images do not move at all: what is drawn is never used, or always 0."""
    return images.copy()


def draws_globally(images, max_pixels, rng):
    """The draws come from the global np.random; draw from the `rng` that is handed in."""
    return reference.random_shift(images, max_pixels, np.random.default_rng())


def seeds_inside(images, max_pixels, rng):
    """A seed is set inside, so that every call moves the images alike."""
    return reference.random_shift(images, max_pixels, np.random.default_rng(0))


MISTAKES = (
    wraps_round,
    repeats_the_edge,
    leaves_the_largest_out,
    leaves_the_largest_out_and_none,
    only_positive,
    one_shift_for_the_batch,
    dx_is_dy,
    rounds_uniform_numbers,
    cuts_uniform_numbers,
    all_or_nothing,
    only_sideways,
    only_up_and_down,
    by_fractions,
    fills_with_white,
    wipes_one_side_only,
    counts_from_the_end,
    never_moves,
    draws_globally,
    seeds_inside,
)
