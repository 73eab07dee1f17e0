"""Wrong squares in wrong places, called like `cutout`."""

import numpy as np

from grader.exercises.augmentation.cuts import corners, cut_at
from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong()
def sticks_out(images, size, rng):
    """Squares stick out of the image, because their center or their corner is drawn among all
    pixels, as in the paper. Then less than a square is cut out. Here it is to lie wholly inside:
    draw the corner from the places that have room for the whole square.
    """
    n, h, w = images.shape[:3]
    top, left = rng.integers(0, h, size=n) - size // 2, rng.integers(0, w, size=n) - size // 2
    return cut_at(images, top, left, size)


@wrong()
def sticks_out_to_both_sides(images, size, rng):
    """The center is drawn among all pixels, so squares stick out of the image; and they reach `size
    // 2` to both sides, which never gives an odd side. Draw the upper left corner instead, from the
    places that have room for the whole square.
    """
    n, h, w = images.shape[:3]
    half = size // 2
    top, left = rng.integers(0, h, size=n) - half, rng.integers(0, w, size=n) - half
    return cut_at(images, top, left, 2 * half)


@wrong()
def size_for_the_radius(images, size, rng):
    """Your square reaches `size` pixels to both sides of its center, so it is more than twice as
    wide as asked for. `size` is the length of its side.
    """
    n, h, w = images.shape[:3]
    row, column = rng.integers(0, h, size=n), rng.integers(0, w, size=n)
    return cut_at(images, row - size, column - size, 2 * size + 1)


@wrong()
def one_too_large(images, size, rng):
    """The square has one row and one column too many. A slice ends before its second number, so
    `top : top + size` is `size` rows already.
    """
    return cut_at(images, *corners(images, size, rng), size + 1)


@wrong()
def half_the_size_to_both_sides(images, size, rng):
    """The square reaches `size // 2` pixels to both sides, so for an odd size it is one pixel too
    small. Draw the upper left corner and cut from there to corner + size.
    """
    n, h, w = images.shape[:3]
    half = size // 2
    row, column = rng.integers(half, h - half, size=n), rng.integers(half, w - half, size=n)
    return cut_at(images, row - half, column - half, 2 * half)


@wrong()
def half_the_size_round_a_pixel(images, size, rng):
    """The square reaches `size // 2` pixels to both sides of a middle pixel, so for an even size
    its side is size + 1. Draw the upper left corner and cut from there to corner + size.
    """
    n, h, w = images.shape[:3]
    half = size // 2
    row, column = rng.integers(half, h - half, size=n), rng.integers(half, w - half, size=n)
    return cut_at(images, row - half, column - half, 2 * half + 1)


@wrong()
def leaves_the_last_place_out(images, size, rng):
    """`rng.integers(low, high)` never draws `high`, so no square lies in the last row or column,
    and one as large as the image has no place at all. There are h - size + 1 rows to begin in.
    """
    n, h, w = images.shape[:3]
    return cut_at(
        images, rng.integers(0, h - size, size=n), rng.integers(0, w - size, size=n), size
    )


@wrong()
def cuts_uniform_numbers(images, size, rng):
    """No square lies in the last row or column, because h - size itself never comes up: neither
    `rng.integers(h - size)` nor a uniform number below h - size, cut off to an integer, reaches it.
    There are h - size + 1 places for the corner.
    """
    n, h, w = images.shape[:3]
    return cut_at(images, rng.random(n) * (h - size), rng.random(n) * (w - size), size)


@wrong()
def rounds_uniform_numbers(images, size, rng):
    """The first and the last place come up less often than the others. That happens when a uniform
    number is rounded, since only half an interval is rounded to each end. Draw integers.
    """
    n, h, w = images.shape[:3]
    top, left = rng.random(n) * (h - size), rng.random(n) * (w - size)
    return cut_at(images, top.round(), left.round(), size)


@wrong()
def pushed_back_inside(images, size, rng):
    """Squares that would stick out are pushed back inside, so places at the border come up more
    often than others. Draw the corner from the places that have room for the whole square.
    """
    n, h, w = images.shape[:3]
    top = np.clip(rng.integers(0, h, size=n) - size // 2, 0, h - size)
    left = np.clip(rng.integers(0, w, size=n) - size // 2, 0, w - size)
    return cut_at(images, top, left, size)


@wrong()
def swaps_height_and_width(images, size, rng):
    """Height and width are exchanged where the corner is drawn. A square image does not show it.
    The shape of a batch is (n, h, w), rows first.
    """
    n, h, w = images.shape[:3]
    top, left = rng.integers(0, w - size + 1, size=n), rng.integers(0, h - size + 1, size=n)
    return cut_at(images, top, left, size)


@wrong()
def as_if_it_were_a_square(images, size, rng):
    """Rows and columns are drawn from the range of the shorter side, as if the image were a square.
    The longer side has more places: draw each from its own range.
    """
    return cut_at(
        images, *rng.integers(0, min(images.shape[1:3]) - size + 1, size=(2, len(images))), size
    )


@wrong()
def on_the_diagonal(images, size, rng):
    """Row and column are the same number, so all squares lie on the diagonal. Draw one number for
    each.
    """
    n, h, w = images.shape[:3]
    corner = rng.integers(0, min(h, w) - size + 1, size=n)
    return cut_at(images, corner, corner, size)


@wrong(about="idea")
def one_place_for_all(images, size, rng):
    """All images of a batch lose the same square. The network is meant to see many different gaps
    side by side: draw a place for each image.
    """
    top, left = corners(images[:1], size, rng)
    return cut_at(images, np.repeat(top, len(images)), np.repeat(left, len(images)), size)


@wrong(about="idea")
def always_in_the_middle(images, size, rng):
    """The square always lies in the middle, so the network never has to use what is there, and
    nothing is random. Draw its place, each one equally likely.
    """
    n, h, w = images.shape[:3]
    return cut_at(images, np.full(n, (h - size) // 2), np.full(n, (w - size) // 2), size)
