"""Pictures of how a turned image gets its pixels."""

import numpy as np

from grader.lab.palette import BLUE, GREEN, ORANGE, PURPLE, VERMILLION, hide_axes, new_figure
from grader.lab.picture import to_picture
from grader.reference.augmentation import rotate


def pushed_and_pulled(image, degrees):
    """An image, turned by pushing its pixels to where they go, and by pulling from the source.

    Parameters
    ----------
    image : ndarray, shape (h, w)
    degrees : float

    Returns
    -------
    Picture
    """
    pushed, filled = _push(image, degrees)
    holes = int(np.sum(~filled & (rotate(np.ones_like(image), degrees) > 0.99)))
    figure, row = new_figure(1, 3, size=(7.0, 2.4))
    shown = (image, np.where(filled, pushed, np.nan), rotate(image, degrees))
    for axes, picture, title in zip(row, shown, ("the image", "pushed", "pulled"), strict=True):
        axes.set_facecolor(VERMILLION)
        axes.imshow(picture, cmap="gray", vmin=0, vmax=1)
        axes.set_title(title)
        hide_axes(axes)
    return to_picture(
        figure,
        f"An image and two versions of it, turned by {degrees:g} degrees. Pushing its pixels "
        f"leaves {holes} holes inside; pulling fills every pixel.",
        f"Red: no pixel landed there. Inside of the turned image, {holes} pixels stay empty.",
    )


def _push(image, degrees):
    """Send each pixel to the nearest place that it turns to; also where one arrived."""
    h, w = image.shape
    turn = np.deg2rad(degrees)
    rows, columns = (
        side - (n - 1) / 2 for side, n in zip(np.indices((h, w)), image.shape, strict=True)
    )
    to_row = np.rint(np.cos(turn) * rows - np.sin(turn) * columns + (h - 1) / 2).astype(int)
    to_column = np.rint(np.sin(turn) * rows + np.cos(turn) * columns + (w - 1) / 2).astype(int)
    inside = (to_row >= 0) & (to_row < h) & (to_column >= 0) & (to_column < w)
    out, filled = np.zeros_like(image), np.zeros((h, w), dtype=bool)
    out[to_row[inside], to_column[inside]] = image[inside]
    filled[to_row[inside], to_column[inside]] = True
    return out, filled


def bilinear(d_row=0.3, d_column=0.6):
    """How four pixels share a place between them.

    Parameters
    ----------
    d_row, d_column : float
        How far the place lies below and to the right of the upper left pixel, from 0 to 1.

    Returns
    -------
    Picture
    """
    from matplotlib.patches import Rectangle

    figure, axes = new_figure(size=(4.6, 3.4))
    corners = (
        (0, 0, "upper left", BLUE, (d_column, d_row)),
        (0, 1, "upper right", ORANGE, (0, d_row)),
        (1, 0, "lower left", GREEN, (d_column, 0)),
        (1, 1, "lower right", PURPLE, (0, 0)),
    )
    said = []
    for row, column, name, color, (x, y) in corners:
        height, width = abs(1 - row - d_row), abs(1 - column - d_column)
        axes.add_patch(Rectangle((x, y), width, height, color=color, alpha=0.35, lw=0))
        axes.text(x + width / 2, y + height / 2, f"{height * width:.2f}", ha="center", va="center")
        axes.scatter(column, row, s=90, color=color)
        side = -0.12 if column == 0 else 0.12
        anchor = "right" if column == 0 else "left"
        axes.text(column + side, row, name, ha=anchor, va="center", fontsize=9)
        said.append(f"{name} {height * width:.2f}")
    axes.scatter(d_column, d_row, s=120, marker="x", color="black", zorder=3)
    axes.set_xlim(-0.7, 1.8)
    axes.set_ylim(1.15, -0.15)
    axes.set_aspect("equal")
    axes.set_axis_off()
    weights = ", ".join(said)
    return to_picture(
        figure,
        f"A cross between four pixels. Each pixel's weight is the area of the rectangle in its "
        f"color, which lies in the opposite corner: {weights}.",
        "The weight of each pixel is the area of its color, on the far side of the cross: the "
        "nearer the cross comes, the larger it grows.",
    )
