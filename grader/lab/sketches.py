"""The picture in a verdict: yours on the left or in front, beside what should hold."""

import numpy as np

from grader.lab import palette
from grader.lab.picture import to_picture

YOURS, EXPECTED = palette.WRONG, palette.BLUE
WIDTH, HEIGHT = 4.6, 2.2
"""Of a picture, in inches; images are as high as they need."""


def picture_of(sketch):
    """Draw a sketch.

    Parameters
    ----------
    sketch : grader.criteria.sketch.Sketch
        A drawable one.

    Returns
    -------
    grader.lab.picture.Picture
    """
    draw = {"mask": _images, "image": _images, "curve": _curves, "distribution": _counts}
    alt = f"Yours beside what should hold. {sketch.words}"
    return to_picture(draw[sketch.kind](sketch), alt, sketch.words)


def _finite(values, most=1e15):
    """What can be drawn of an answer's numbers."""
    return np.clip(np.nan_to_num(np.asarray(values, dtype=float)), -most, most)


def _images(sketch):
    from matplotlib.colors import ListedColormap

    height, width = np.shape(sketch.expected)[:2]
    size = (WIDTH, float(np.clip(WIDTH / 2 * height / width + 0.4, 0.9, 2.3)))
    figure, axes = palette.new_figure(1, 2, size=size)
    _spread(figure, left=0.02, right=0.98, bottom=0.05, top=1 - 0.3 / size[1], wspace=0.05)
    pairs = (("yours", sketch.yours, YOURS), ("what should hold", sketch.expected, EXPECTED))
    kept = ListedColormap([palette.DROPPED, palette.KEPT])
    colors = kept if sketch.kind == "mask" else "gray"
    for axis, (title, values, color) in zip(axes, pairs, strict=True):
        shown = np.clip(_finite(values), 0, 1)
        axis.imshow(shown, cmap=colors, vmin=0, vmax=1, aspect="equal", interpolation="nearest")
        axis.set_title(title, color=color, fontsize=9)
        palette.hide_axes(axis)
        for spine in axis.spines.values():
            spine.set(visible=True, color=color, linewidth=1.5)
    return figure


def _spread(figure, **margins):
    """Margins for the axes; having them worked out takes as long as drawing all the rest."""
    figure.set_layout_engine(None)
    figure.subplots_adjust(**margins)


def _finish(axis, whole):
    """Few ticks, each of which takes time, and a legend above, where nothing is in its way."""
    axis.locator_params("x", nbins=5, integer=whole)
    axis.locator_params("y", nbins=4)
    place = {"loc": "lower right", "bbox_to_anchor": (1, 0.98), "ncols": 2, "borderpad": 0}
    axis.legend(frameon=False, fontsize=8, **place)


def _curves(sketch):
    figure, axis = palette.new_figure(size=(WIDTH, HEIGHT))
    _spread(figure, left=0.16, right=0.98, bottom=0.12, top=0.86)
    axis.plot(
        _finite(sketch.expected), color=EXPECTED, marker="o", markersize=3, label="what should hold"
    )
    axis.plot(
        _finite(sketch.yours), color=YOURS, linestyle="--", marker="x", markersize=4, label="yours"
    )
    _finish(axis, whole=True)
    return figure


def _counts(sketch):
    figure, axis = palette.new_figure(size=(WIDTH, HEIGHT))
    _spread(figure, left=0.16, right=0.98, bottom=0.12, top=0.86)
    both = [_finite(values) for values in (sketch.expected, sketch.yours)]
    edges = np.histogram_bin_edges(np.concatenate(both), bins=24)
    labels = (("what should hold", EXPECTED, "-"), ("yours", YOURS, "--"))
    for values, (label, color, style) in zip(both, labels, strict=True):
        weights = np.full(len(values), 100 / len(values))
        axis.hist(
            values,
            edges,
            weights=weights,
            histtype="step",
            color=color,
            linestyle=style,
            linewidth=1.6,
            label=label,
        )
    axis.set_ylabel("% of draws", fontsize=8)
    _finish(axis, whole=False)
    return figure
