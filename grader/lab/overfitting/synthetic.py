"""Digits that nobody wrote: printed ones, slanted, turned and shrunk to 8 x 8 pixels."""

from functools import cache
from pathlib import Path

import numpy as np

FONTS = (
    *("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSerif", "DejaVuSerif-Bold"),
    *("DejaVuSerif-Italic", "DejaVuSansMono", "STIXGeneral", "cmr10", "cmss10", "cmtt10"),
)
"""Files of matplotlib's own fonts, so that nothing depends on what a machine has installed."""
VARIANTS = 10


@cache
def printed_digits():
    """Every digit in every font, several times, made to look like scikit-learn's digits.

    Returns
    -------
    images : ndarray, shape (n, 64)
        Pixels from 0 to 1.
    labels : integer ndarray, shape (n,)
    """
    rng = np.random.default_rng(0)
    labels = np.tile(np.arange(10), len(FONTS) * VARIANTS)
    fonts = np.repeat(FONTS, 10 * VARIANTS)
    pairs = zip(labels, fonts, strict=True)
    return np.array([_printed(digit, font, rng) for digit, font in pairs]), labels


def _printed(digit, font, rng):
    """One digit, drawn on 32 x 32 dots; each pixel is the share of black in its 4 x 4 dots."""
    import matplotlib
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path as Loop
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    file = Path(matplotlib.get_data_path(), "fonts", "ttf", f"{font}.ttf")
    outline = TextPath((0, 0), str(digit), size=32, prop=FontProperties(fname=file))
    slant = Affine2D().skew(rng.uniform(-0.3, 0.3), 0).rotate(rng.uniform(-0.2, 0.2))
    outline = outline.transformed(slant)
    box = outline.get_extents()
    middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    height = 30 / box.height
    width = min(30 / box.width, height * rng.uniform(0.7, 1.2))
    fit = Affine2D().translate(-middle[0], -middle[1]).scale(width, height).translate(16, 16)
    dots = np.stack(np.meshgrid(np.arange(32) + 0.5, np.arange(31.5, 0, -1)), axis=-1)
    black = np.zeros(32 * 32, dtype=bool)
    for loop in outline.transformed(fit).to_polygons():
        black ^= Loop(loop).contains_points(dots.reshape(-1, 2))  # a loop inside is a hole
    return black.reshape(8, 4, 8, 4).mean(axis=(1, 3)).ravel()


def with_printed(x, y, seeds, n_printed=500):
    """Add printed digits to few real ones, the latter repeated to make up half of the whole.

    Parameters
    ----------
    x : ndarray, shape (S, n, 64)
        Real images; n divides `n_printed`.
    y : integer ndarray, shape (S, n)
    seeds : sequence of int, S of them
        Each draws its own printed digits.
    n_printed : int

    Returns
    -------
    x, y : ndarray, shapes (S, 2 * n_printed, 64) and (S, 2 * n_printed)
    """
    images, labels = printed_digits()
    drawn = np.array(
        [np.random.default_rng(seed).choice(len(labels), n_printed, False) for seed in seeds]
    )
    times = n_printed // y.shape[1]
    x = np.concatenate([np.tile(x, (1, times, 1)), images[drawn]], axis=1)
    return x, np.concatenate([np.tile(y, (1, times)), labels[drawn]], axis=1)
