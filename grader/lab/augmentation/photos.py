"""Small color patches cut from ten photos that scikit-image and scikit-learn bundle."""

from functools import cache

import numpy as np

from grader.lab.data import FewShot

SIDE, MARGIN = 12, 2
WIDE = SIDE + 2 * MARGIN
"""Training patches keep a margin, from which crops are taken."""

BUNDLED = (
    "astronaut",
    "chelsea",
    "coffee",
    "hubble_deep_field",
    "immunohistochemistry",
    "retina",
    "rocket",
    "stereo_motorcycle",
)
NAMES = (
    "astronaut",
    "cat",
    "coffee",
    "deep field",
    "tissue",
    "retina",
    "rocket",
    "motorcycle",
    "temple",
    "flower",
)


@cache
def photos(height=100):
    """All ten photos, made smaller by averaging whole blocks of pixels.

    Parameters
    ----------
    height : int
        Rows that each photo has at least afterwards.

    Returns
    -------
    dict of str to ndarray, shape (h, w, 3)
        Values from 0 to 1.
    """
    from skimage import data
    from sklearn.datasets import load_sample_image

    loaded = [getattr(data, name)() for name in BUNDLED]
    loaded = [image[0] if isinstance(image, tuple) else image for image in loaded]
    loaded += [load_sample_image(name) for name in ("china.jpg", "flower.jpg")]
    return {
        name: _smaller(image[..., :3] / 255, image.shape[0] // height)
        for name, image in zip(NAMES, loaded, strict=True)
    }


def _smaller(image, step):
    h, w = (side // step for side in image.shape[:2])
    blocks = image[: h * step, : w * step].reshape(h, step, w, step, 3)
    return blocks.mean(axis=(1, 3)).astype(np.float32)


def patches(seeds, per_class=10, n_test=50):
    """Which photo is a patch from? Training, validation and test parts of a photo do not overlap.

    Training patches come from the left two fifths of each photo, validation patches from the
    fifth in the middle, test patches from the right two fifths.

    Parameters
    ----------
    seeds : iterable of int
    per_class, n_test : int
        Training patches, and validation and test patches each, of every photo.

    Returns
    -------
    FewShot
        `x_train` holds patches with a margin (S, n, WIDE * WIDE * 3), the others
        (S, n, SIDE * SIDE * 3).
    """
    where = ((0.0, 0.4, per_class, WIDE), (0.4, 0.6, n_test, SIDE), (0.6, 1.0, n_test, SIDE))
    parts = [[_cut(rng, *part) for part in where] for rng in map(np.random.default_rng, seeds)]
    train, val, test = (np.array(part) for part in zip(*parts, strict=True))
    y_train, y_val, y_test = (
        np.tile(np.repeat(np.arange(len(NAMES)), n), (len(parts), 1))
        for n in (per_class, n_test, n_test)
    )
    mislabelled = np.zeros_like(y_train, dtype=bool)
    return FewShot(train, y_train, mislabelled, val, y_val, test, y_test)


def _cut(rng, begin, end, count, side):
    """Patches (photos * count, side * side * 3) from between two shares of each photo's width."""
    cut = []
    for photo in photos().values():
        h, w = photo.shape[:2]
        rows = rng.integers(h - side + 1, size=count)
        columns = rng.integers(round(begin * w), round(end * w) - side + 1, size=count)
        cut += [
            photo[r : r + side, c : c + side].ravel() for r, c in zip(rows, columns, strict=True)
        ]
    return np.array(cut)
