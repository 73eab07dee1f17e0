"""Wrong ways to cut out a square, called like `cutout`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference import augmentation as reference


def cut_at(images, top, left, size, value=0.0):
    """Squares from (top, left) on, one place for each image; what sticks out is not there."""
    out = images.copy()
    for i, (row, column) in enumerate(zip(top, left, strict=True)):
        rows = slice(max(int(row), 0), max(int(row) + size, 0))
        out[i][rows, max(int(column), 0) : max(int(column) + size, 0)] = value
    return out


def corners(images, size, rng):
    n, h, w = images.shape[:3]
    return rng.integers(0, h - size + 1, size=n), rng.integers(0, w - size + 1, size=n)


def sticks_out(images, size, rng):
    """Squares stick out of the image, since their centre (as in the paper) or their corner is drawn
    among all pixels; here the whole square must lie inside.
    """
    n, h, w = images.shape[:3]
    top, left = rng.integers(0, h, size=n) - size // 2, rng.integers(0, w, size=n) - size // 2
    return cut_at(images, top, left, size)


def leaves_the_last_place_out(images, size, rng):
    """The last place is never drawn: `rng.integers(low, high)` leaves `high` out, so high must be h
    - size + 1.
    """
    n, h, w = images.shape[:3]
    return cut_at(
        images, rng.integers(0, h - size, size=n), rng.integers(0, w - size, size=n), size
    )


def cuts_uniform_numbers(images, size, rng):
    """The last place is never drawn: there are h - size + 1 of them, and neither integers below
    h - size nor a uniform number below it, cut to an integer, reach the last one.
    """
    n, h, w = images.shape[:3]
    return cut_at(images, rng.random(n) * (h - size), rng.random(n) * (w - size), size)


def sticks_out_to_both_sides(images, size, rng):
    """The centre is drawn among all pixels, as in the paper, so that squares stick out, and
    reaches size // 2 to both sides, which is no odd size; here the whole square must lie inside.
    """
    n, h, w = images.shape[:3]
    half = size // 2
    top, left = rng.integers(0, h, size=n) - half, rng.integers(0, w, size=n) - half
    return cut_at(images, top, left, 2 * half)


def one_place_for_all(images, size, rng):
    """All images lose the same square; draw a place for each image."""
    top, left = corners(images[:1], size, rng)
    return cut_at(images, np.repeat(top, len(images)), np.repeat(left, len(images)), size)


def always_in_the_middle(images, size, rng):
    """The square always lies in the middle; every place must be equally likely."""
    n, h, w = images.shape[:3]
    return cut_at(images, np.full(n, (h - size) // 2), np.full(n, (w - size) // 2), size)


def fills_with_the_mean(images, size, rng):
    """The square is filled with the mean of the images; it must become 0."""
    return cut_at(images, *corners(images, size, rng), size, images.mean())


def fills_with_white(images, size, rng):
    """The square is filled with 1, which is white; it must become 0."""
    return cut_at(images, *corners(images, size, rng), size, 1.0)


def fills_with_noise(images, size, rng):
    """The square is filled with noise; it must become 0."""
    noise = rng.uniform(0.0, 1.0, size=images.shape)
    gone = cut_at(np.ones_like(images), *corners(images, size, rng), size) == 0
    return np.where(gone, noise, images)


def keeps_the_square_only(images, size, rng):
    """Everything but the square becomes 0; it is the square that must go."""
    return images - cut_at(images, *corners(images, size, rng), size)


def size_for_the_radius(images, size, rng):
    """`size` is the side of the square; here it reaches `size` pixels to both sides."""
    n, h, w = images.shape[:3]
    row, column = rng.integers(0, h, size=n), rng.integers(0, w, size=n)
    return cut_at(images, row - size, column - size, 2 * size + 1)


def one_too_large(images, size, rng):
    """The square has one row and one column too many: `top + size` is left out already."""
    return cut_at(images, *corners(images, size, rng), size + 1)


def first_channel_only(images, size, rng):
    """Some channels keep what others lose; the square must go in all of them."""
    out = images.copy()
    part = images[..., 0] if images.ndim == 4 else images
    cut = cut_at(part, *corners(part, size, rng), size)
    if images.ndim == 3:
        return cut
    out[..., 0] = cut
    return out


def half_the_size_to_both_sides(images, size, rng):
    """The square reaches size // 2 pixels to both sides, so that an odd size is not the side."""
    n, h, w = images.shape[:3]
    half = size // 2
    row, column = rng.integers(half, h - half, size=n), rng.integers(half, w - half, size=n)
    return cut_at(images, row - half, column - half, 2 * half)


def half_the_size_round_a_pixel(images, size, rng):
    """The square reaches size // 2 pixels to both sides of its middle: for an even size its side is
    size + 1.
    """
    n, h, w = images.shape[:3]
    half = size // 2
    row, column = rng.integers(half, h - half, size=n), rng.integers(half, w - half, size=n)
    return cut_at(images, row - half, column - half, 2 * half + 1)


def rounds_uniform_numbers(images, size, rng):
    """The first and the last place come up half as often as others, as rounding a uniform number
    makes them; draw integers.
    """
    n, h, w = images.shape[:3]
    top, left = rng.random(n) * (h - size), rng.random(n) * (w - size)
    return cut_at(images, top.round(), left.round(), size)


def swaps_height_and_width(images, size, rng):
    """Height and width are swapped where the corner is drawn: rows come first."""
    n, h, w = images.shape[:3]
    top, left = rng.integers(0, w - size + 1, size=n), rng.integers(0, h - size + 1, size=n)
    return cut_at(images, top, left, size)


def as_if_it_were_a_square(images, size, rng):
    """Rows and columns are drawn from the range of the shorter side; each has its own."""
    corners = rng.integers(0, min(images.shape[1:3]) - size + 1, size=(2, len(images)))
    return cut_at(images, *corners, size)


def counts_from_the_end(images, size, rng):
    """The axes are counted from the end, where the channels are; rows are the second axis and
    columns the third.
    """
    if images.ndim == 3:
        return reference.cutout(images, size, rng)
    channels = min(size, images.shape[3])
    out = images.copy()
    for image in out:
        left = rng.integers(0, images.shape[2] - size + 1)
        image[:, left : left + size, :channels] = 0.0
    return out


def on_the_diagonal(images, size, rng):
    """Row and column are the same number, so that squares lie on the diagonal only."""
    n, h, w = images.shape[:3]
    corner = rng.integers(0, min(h, w) - size + 1, size=n)
    return cut_at(images, corner, corner, size)


def pushed_back_inside(images, size, rng):
    """Squares that would stick out are pushed back inside, which makes places at the border more
    likely; draw the corner among the places with room.
    """
    n, h, w = images.shape[:3]
    top = np.clip(rng.integers(0, h, size=n) - size // 2, 0, h - size)
    left = np.clip(rng.integers(0, w, size=n) - size // 2, 0, w - size)
    return cut_at(images, top, left, size)


def scattered_pixels(images, size, rng):
    """Single pixels are cut out, scattered over the image; one square is asked for."""
    n, h, w = images.shape[:3]
    chosen = rng.permuted(np.tile(np.arange(h * w), (n, 1)), axis=1)[:, : size**2]
    out = images.reshape(n, h * w, -1).copy()
    np.put_along_axis(out, chosen[:, :, None], 0.0, axis=1)
    return out.reshape(images.shape)


def nothing_cut(images, size, rng):
    """Nothing is cut out: the copy that loses the squares is not what comes back."""
    return images.copy()


def draws_globally(images, size, rng):
    """The draws come from the global np.random; draw from the `rng` that is handed in."""
    return reference.cutout(images, size, np.random.default_rng())


def seeds_inside(images, size, rng):
    """A seed is set inside, so that every call cuts out the very same squares."""
    return reference.cutout(images, size, np.random.default_rng(0))


MISTAKES = (
    sticks_out,
    leaves_the_last_place_out,
    cuts_uniform_numbers,
    sticks_out_to_both_sides,
    one_place_for_all,
    always_in_the_middle,
    fills_with_the_mean,
    fills_with_white,
    fills_with_noise,
    keeps_the_square_only,
    size_for_the_radius,
    one_too_large,
    first_channel_only,
    half_the_size_to_both_sides,
    half_the_size_round_a_pixel,
    rounds_uniform_numbers,
    swaps_height_and_width,
    as_if_it_were_a_square,
    counts_from_the_end,
    on_the_diagonal,
    pushed_back_inside,
    scattered_pixels,
    nothing_cut,
    draws_globally,
    seeds_inside,
)
