"""Wrong ways to move images, called like `random_shift`."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import augmentation as reference

wrong = Wrong()


def drawn(images, max_pixels, rng):
    """A right (dy, dx) for each image."""
    return rng.integers(-max_pixels, max_pixels + 1, size=(len(images), 2))


def shifted(images, moves, **padding):
    """Each image moved by its own (dy, dx)."""
    h, w = images.shape[1:3]
    far = int(np.max(np.abs(moves)))
    frame = [(0, 0), (far, far), (far, far)] + [(0, 0)] * (images.ndim - 3)
    padded = np.pad(images, frame, **padding)
    rows, columns = (far + np.arange(k) - moves[:, i, None] for i, k in enumerate((h, w)))
    return padded[np.arange(len(images))[:, None, None], rows[:, :, None], columns[:, None]]


# These two come first: comparing them with all others takes long, as all of a check runs.
@wrong()
def seeds_inside(images, max_pixels, rng):
    """Every call moves the images alike: a seed is set inside your function, or the first shifts
    are kept. Augmentation should show the network something new in each epoch: draw from the `rng`
    that is passed in, in every call.
    """
    return reference.random_shift(images, max_pixels, np.random.default_rng(0))


@wrong(about="slip")
def draws_elsewhere(images, max_pixels, rng):
    """The random numbers do not come from `rng`, so nobody can repeat what your function did. Call
    the methods of the generator that is passed in, such as `rng.integers`.
    """
    return reference.random_shift(images, max_pixels, np.random.default_rng())


@wrong(about="idea")
def wraps_round(images, max_pixels, rng):
    """What leaves an image on one side comes back on the other, as `np.roll` does it. No camera
    sees that, and the network learns seams that real images do not have. After `np.roll`, set the
    rows and columns that were vacated to 0.
    """
    pairs = zip(images, drawn(images, max_pixels, rng), strict=True)
    return np.array([np.roll(image, move, axis=(0, 1)) for image, move in pairs])


@wrong(about="idea")
def rolls_the_batch(images, max_pixels, rng):
    """`np.roll` is called for the whole batch, whose first axis counts the images. So the images
    exchange places, and each now stands beside the label of another one. Move one image at a time;
    inside a batch, rows are axis 1 and columns are axis 2.
    """
    return np.roll(images, drawn(images[:1], max_pixels, rng)[0], axis=(0, 1))


@wrong(about="idea")
def repeats_the_edge(images, max_pixels, rng):
    """The rows and columns that are vacated repeat the edge of the image. That smears whatever lies
    at the border; here they are to be 0, as `np.pad` fills them by default.
    """
    return shifted(images, drawn(images, max_pixels, rng), mode="edge")


@wrong()
def leaves_the_largest_out(images, max_pixels, rng):
    """`rng.integers(low, high)` never draws `high`, so no image moves by +max_pixels, and with
    max_pixels 0 there is nothing left to draw. Write `max_pixels + 1`, or `endpoint=True`.
    """
    return shifted(images, rng.integers(-max_pixels, max_pixels, size=(len(images), 2)))


@wrong()
def only_positive(images, max_pixels, rng):
    """Images only move down and to the right. Then all objects of the training set drift to one
    corner; dx and dy are to be drawn from -max_pixels on.
    """
    return shifted(images, rng.integers(0, max_pixels + 1, size=(len(images), 2)))


@wrong(about="idea")
def one_shift_for_the_batch(images, max_pixels, rng):
    """All images of a batch move alike. The network is meant to see many shifts side by side: draw
    a dx and a dy for each image, with `size=len(images)` or inside the loop.
    """
    return shifted(images, np.repeat(drawn(images[:1], max_pixels, rng), len(images), axis=0))


@wrong()
def dx_is_dy(images, max_pixels, rng):
    """dx and dy are the same number, so images move along one diagonal only. Draw one number for
    each direction.
    """
    return shifted(images, np.repeat(drawn(images, max_pixels, rng)[:, :1], 2, axis=1))


@wrong()
def rounds_uniform_numbers(images, max_pixels, rng):
    """Large shifts come up less often than shifts near 0. That happens when a uniform number is
    rounded, since only half an interval is rounded to each end, and with numbers that crowd around
    0, or where +0 and -0 are drawn as two. Draw integers with `rng.integers`, from -max_pixels on.
    """
    moves = rng.uniform(-max_pixels, max_pixels, size=(len(images), 2))
    return shifted(images, np.round(moves).astype(int))


@wrong()
def cuts_uniform_numbers(images, max_pixels, rng):
    """Turning a uniform number into an integer cuts it off toward 0. So the largest shifts never
    come up, and 0 comes up twice as often as the others. Draw integers with `rng.integers`.
    """
    moves = rng.uniform(-max_pixels, max_pixels, size=(len(images), 2))
    return shifted(images, moves.astype(int))


@wrong()
def all_or_nothing(images, max_pixels, rng):
    """Images move by the largest distance or not at all. The distances in between are wanted as
    well: draw from all integers -max_pixels ... max_pixels.
    """
    return shifted(images, max_pixels * rng.integers(-1, 2, size=(len(images), 2)))


@wrong()
def only_sideways(images, max_pixels, rng):
    """Images move to the left and right only. Draw a dy as well as a dx."""
    return shifted(images, drawn(images, max_pixels, rng) * [0, 1])


@wrong()
def only_up_and_down(images, max_pixels, rng):
    """Images move up and down only. Draw a dx as well as a dy."""
    return shifted(images, drawn(images, max_pixels, rng) * [1, 0])


@wrong(about="idea")
def by_fractions(images, max_pixels, rng):
    """Images move by fractions of a pixel, so each pixel becomes a blend of its neighbors, and the
    image is blurred. Draw whole numbers with `rng.integers`: then pixels only change places.
    """
    from scipy import ndimage

    moves = rng.uniform(-max_pixels, max_pixels, size=(len(images), 2))
    still = (0,) * (images.ndim - 3)
    pairs = zip(images, moves, strict=True)
    return np.array([ndimage.shift(i, (*move, *still), order=1) for i, move in pairs])


@wrong()
def fills_with_white(images, max_pixels, rng):
    """The rows and columns that are vacated are filled with a bright value. In these images the
    background is dark: they are to be 0.
    """
    return shifted(images, drawn(images, max_pixels, rng), constant_values=1.0)


@wrong()
def wipes_one_side_only(images, max_pixels, rng):
    """After `np.roll` not all that was vacated is set to 0. Where dy and dx are positive, that is
    the first rows and columns; where one is negative, the other end is vacated, and the last rows
    or columns must become 0 there.
    """
    out = images.copy()
    for image, (dy, dx) in zip(out, drawn(images, max_pixels, rng), strict=True):
        image[:] = np.roll(image, (dy, dx), axis=(0, 1))
        image[: max(dy, 0)] = 0
        image[:, : max(dx, 0)] = 0
    return out


@wrong()
def wipes_all_at_zero(images, max_pixels, rng):
    """An image that does not move in one direction becomes all black. Where dy is 0, the slice
    `[dy:]` is `[0:]`, which is every row. Treat 0 apart from the negative distances: `elif dy < 0`.
    """
    out = np.empty_like(images)
    for i, (dy, dx) in enumerate(drawn(images, max_pixels, rng)):
        out[i] = np.roll(images[i], (dy, dx), axis=(0, 1))
        if dy > 0:
            out[i, :dy] = 0
        else:
            out[i, dy:] = 0
        if dx > 0:
            out[i, :, :dx] = 0
        else:
            out[i, :, dx:] = 0
    return out


@wrong()
def stops_at_minus_zero(images, max_pixels, rng):
    """A slice goes wrong for some distances. `[:-dy]` is empty where dy is 0, since -0 is 0; and a
    slice that begins at a negative number counts from the end. Put a frame of max_pixels zeros
    around the image (`np.pad`): then every shift is a window whose start is never negative.
    """
    out = np.zeros_like(images)
    for i, (dy, dx) in enumerate(drawn(images, max_pixels, rng)):
        rows = (slice(dy, None), slice(None, -dy)) if dy >= 0 else (slice(dy), slice(-dy, None))
        cols = (slice(dx, None), slice(None, -dx)) if dx >= 0 else (slice(dx), slice(-dx, None))
        out[i][rows[0], cols[0]] = images[i][rows[1], cols[1]]
    return out


@wrong()
def counts_from_the_end(images, max_pixels, rng):
    """The axes are counted from the end, where color images have their channels. So colors move,
    not the picture. Rows are the second axis of a batch and columns the third in both formats.
    """
    moves = drawn(images, max_pixels, rng)
    if images.ndim == 3:
        return shifted(images, moves)
    turned = np.moveaxis(images, 1, -1)
    return np.moveaxis(shifted(turned, moves), -1, 1)


@wrong(about="idea")
def never_moves(images, max_pixels, rng):
    """The images do not move at all: what is drawn is never used, or the moved image is never put
    into what you return. Collect the moved images in a list, or write into a copy: `out[i] = ...`.
    """
    for image, move in zip(images, drawn(images, max_pixels, rng), strict=True):
        image = np.roll(image, move, axis=(0, 1))
    return images
