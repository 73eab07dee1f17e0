"""How far the images of a batch were moved, and what fills what they vacated."""

import numpy as np

from grader.exercises.augmentation.batches import TOLERANCE, same

MOST, ENOUGH = 3, 12
"""Images of one distance, and of all, that are looked at for how they went wrong."""

WRAPPED = "pixels that left on one side and came back on the other"


class Moves:
    """What became of the images of a batch.

    Parameters
    ----------
    images, out : ndarray, shape (n, h, w) or (n, h, w, c)
        Before and after.
    largest : int
        Distance that is allowed.

    Attributes
    ----------
    dy, dx : integer ndarray, shape (k,)
        Of those images for which it can be told, whatever fills what they vacated.
    flaw : str
        What happened to some images beside being moved, in words.
    shown, expected : ndarray
        One image as it came back, and as it should have; the first that is flawed.
    """

    def __init__(self, images, out, largest):
        moves = np.zeros((len(images), 2), dtype=int)
        open_ones, bad = np.arange(len(images)), {}
        for dy, dx in _candidates(largest + 1, images.shape):
            came = _came_from(images, out, open_ones, dy, dx)
            moved, open_ones = open_ones[came], open_ones[~came]
            if not len(moved):
                continue
            moves[moved] = dy, dx
            right = _moved(images[moved], dy, dx)
            wrong = moved[~same(out[moved], right)]
            looked_at = wrong[: min(MOST, ENOUGH - len(bad))]
            bad |= {i: _filling(images[i], out[i], dy, dx) for i in looked_at}
            if not len(open_ones):
                break
        self.dy, self.dx = np.delete(moves, open_ones, axis=0).T
        self.flaw = _lost(images, out, open_ones) or _summary(set(bad.values()))
        first = open_ones[0] if len(open_ones) else min(bad, default=0)
        self.shown = out[first]
        self.expected = _moved(images[first : first + 1], *moves[first])[0]


def _candidates(reach, shape):
    """All (dy, dx) up to a reach, the near ones first, at which something of the image is left."""
    span = range(-reach, reach + 1)
    pairs = [(dy, dx) for dy in span for dx in span if abs(dy) < shape[1] and abs(dx) < shape[2]]
    return sorted(pairs, key=lambda pair: max(map(abs, pair)))


def _windows(dy, dx, shape):
    """Where the part that stays in sight is seen, and where it came from."""
    h, w = shape[1:3]
    seen = slice(max(dy, 0), h + min(dy, 0)), slice(max(dx, 0), w + min(dx, 0))
    source = slice(max(-dy, 0), h - max(dy, 0)), slice(max(-dx, 0), w - max(dx, 0))
    return (slice(None), *seen), (slice(None), *source)


def _came_from(images, out, places, dy, dx):
    """For images at some places, whether they moved by this distance.

    One pixel rules most of them out.
    """
    seen, source = _windows(dy, dx, images.shape)
    after, before = ((places, *(part.start for part in window[1:])) for window in (seen, source))
    came = same(out[after], images[before])
    left = places[came]
    came[came] = same(out[left][seen], images[left][source])
    return came


def _moved(images, dy, dx):
    moved = np.zeros_like(images)
    seen, source = _windows(dy, dx, images.shape)
    moved[seen] = images[source]
    return moved


def _filling(image, out, dy, dx):
    """What fills the rows and columns that one image vacated, in words; not 0 all over."""
    vacated = np.ones(out.shape, dtype=bool)
    seen, _ = _windows(dy, dx, (1, *out.shape))
    vacated[seen[1:]] = False
    values = out[vacated]
    black = np.abs(values) <= TOLERANCE
    came_back = np.roll(image, (dy, dx), axis=(0, 1))[vacated]
    if np.all(black | (np.abs(values - came_back) <= TOLERANCE)):
        return f"{WRAPPED}, on some sides" if black.any() else WRAPPED
    h, w = out.shape[:2]
    rows, columns = np.clip(np.arange(h) - dy, 0, h - 1), np.clip(np.arange(w) - dx, 0, w - 1)
    if np.all(np.abs(values - image[np.ix_(rows, columns)][vacated]) <= TOLERANCE):
        return "a repeated edge in the rows and columns that were vacated"
    if np.ptp(values) <= TOLERANCE:
        return f"the value {values[0]:.2g} in the rows and columns that were vacated"
    return "other values than 0 in the rows and columns that were vacated"


def _summary(words):
    """One of several flaws; what wraps around on some sides may do so on all of an image."""
    partly = f"{WRAPPED}, on some sides"
    return partly if partly in words else max(words, default="", key=len)


def _lost(images, out, places):
    """What became of images that were not moved, in words."""
    if not len(places):
        return ""
    known = np.isin(out[places].astype("float32"), images.astype("float32"))
    black = np.abs(out[places]) <= TOLERANCE
    if np.mean(known | black) < 0.5:
        return "values that no image had"
    if black.reshape(len(places), -1).all(axis=1).all():
        return "images that are black all over"
    return "images that are not moved as a whole"
