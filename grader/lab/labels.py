"""Names written beside lines, kept apart where they would overlap."""

import numpy as np


def at_ends(axes, x, heights, names, colors, side="right", size=8, gap=0.055):
    """Write each line's name beside one of its ends.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Its limits are final.
    x : float
        Where the lines end.
    heights : ndarray, shape (k,)
        At that end.
    names, colors : sequence of str, length k
    side : "left" or "right"
        On which side of x the names stand.
    size : float
        Of the font, in points.
    gap : float
        Least distance of two names, as a share of the axes' height.
    """
    order, least = np.argsort(heights), gap * np.ptp(axes.get_ylim())
    places = np.sort(heights).astype(float)
    for _ in range(100):
        close = np.maximum(least - np.diff(places), 0) / 2
        places[1:] += close
        places[:-1] -= close
    offset, anchor = (-4, "right") if side == "left" else (4, "left")
    style = {"textcoords": "offset points", "fontsize": size, "ha": anchor, "va": "center"}
    for i, place in zip(order, places, strict=True):
        axes.annotate(names[i], (x, place), (offset, 0), color=colors[i], **style)
