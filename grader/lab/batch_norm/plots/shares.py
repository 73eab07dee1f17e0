"""Which values share a mean and a variance."""

import numpy as np

from grader.lab.palette import GRAY, GREEN, hide_axes, new_figure
from grader.lab.picture import to_picture


def shared_statistics():
    """Batch norm, layer norm and batch norm of images: one color for one mean and variance.

    Returns
    -------
    Picture
    """
    from matplotlib.colors import ListedColormap

    figure, row = new_figure(1, 3, size=(7.4, 2.9), width_ratios=(1, 1, 1.5))
    columns, rows = np.meshgrid(range(5), range(6))
    panels = {
        "batch norm": np.where(columns == 2, 1, -1),
        "layer norm": np.where(rows == 2, 1, -1),
    }
    palette = ListedColormap([GRAY, GREEN])
    for axes, (title, owners) in zip(row, panels.items(), strict=False):
        axes.pcolormesh(owners[::-1], cmap=palette, vmin=-1, vmax=1, edgecolors="white", lw=2)
        axes.set(title=title, xlabel="units", ylabel="samples")
        hide_axes(axes)
    _images(row[2], palette)
    return to_picture(
        figure,
        "Three grids. Batch norm: the values of one unit in all samples share a mean. Layer norm: "
        "the values of one sample in all units share a mean. Batch norm of images: all pixels of "
        "one channel in all images share a mean.",
        "Green: values that share one mean and one variance. Gray: the rest, with its own.",
    )


def _images(axes, palette):
    """Three images by three channels, each a small square of pixels."""
    for image in range(3):
        for channel in range(3):
            left, bottom = 4.6 * channel, 4.6 * (2 - image)
            edges = np.arange(5)
            owners = np.full((4, 4), 1 if channel == 1 else -1)
            style = {"cmap": palette, "vmin": -1, "vmax": 1, "edgecolors": "white", "lw": 0.5}
            axes.pcolormesh(left + edges, bottom + edges, owners, **style)
    axes.set(title="batch norm of images", xlabel="channels", ylabel="images", aspect="equal")
    hide_axes(axes)
