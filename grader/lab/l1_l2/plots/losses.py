"""Pictures of validation losses with and without the penalty."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLUE, GREEN, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

STYLES = ((VERMILLION, "-"), (BLUE, "--"), (GREEN, ":"))


def reported_curves(epochs, panels, room=2.5):
    """Losses against the epoch, one panel each with an axis of its own, named where they end.

    Parameters
    ----------
    epochs : ndarray, shape (moments,)
    panels : dict of str to dict of str to ndarray, shape (moments,)
        Title of the panel, name of the curve, values.
    room : float
        Height of a panel's axis, in units of the largest distance between the curves' ends.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 3.1))
    for axes, (title, curves) in zip(row, panels.items(), strict=True):
        ends = np.array([values[-1] for values in curves.values()])
        for (name, values), (color, line) in zip(curves.items(), cycle(STYLES), strict=False):
            axes.plot(epochs, values, color=color, ls=line, lw=2)
            place = {"xytext": (4, -3), "textcoords": "offset points", "fontsize": 8.5}
            axes.annotate(name, (epochs[-1], values[-1]), color=color, **place)
        lowest = min(values.min() for values in curves.values())
        axes.set_ylim(lowest - 0.3 * np.ptp(ends), lowest + room * np.ptp(ends))
        axes.set_title(title)
        axes.set_xlabel("epoch")
    row[0].set_ylabel("validation loss")
    said = "; ".join(
        f"{title}, {name}: {values[-1]:.2f} in the end"
        for title, curves in panels.items()
        for name, values in curves.items()
    )
    caption = "Each panel has a vertical axis of its own, cut off at the top."
    return to_picture(figure, f"Validation losses against the epoch. {said}.", caption)


def stacked_losses(names, data_loss, penalty, accuracy):
    """What a validation loss is made of, one bar a strength, and the accuracy beside it.

    Parameters
    ----------
    names : sequence of str
    data_loss, penalty, accuracy : ndarray, shape (k, seeds)

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 0.5 * len(names) + 1.2))
    means, added = data_loss.mean(axis=1), penalty.mean(axis=1)
    places = range(len(names))
    half = half_width(data_loss)
    error = {"xerr": half, "capsize": 3}
    axes.barh(places, means, 0.6, color=BLUE, label="data loss, 95 % interval", **error)
    axes.barh(places, added, 0.6, left=means, color=ORANGE, label="penalty")
    ends = means + np.maximum(added, half)
    for place, end, share in zip(places, ends, accuracy.mean(axis=1), strict=True):
        axes.annotate(f" accuracy {100 * share:.1f} %", (end, place), va="center", fontsize=9)
    axes.set_xlim(0, 1.25 * (means + added).max())
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.set_xlabel("validation loss after training")
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    said = "; ".join(
        f"{name}: data loss {a:.2f}, penalty {b:.2f}"
        for name, a, b in zip(names, means, added, strict=True)
    )
    return to_picture(
        figure,
        f"Bars of the validation loss, its two parts end to end. {said}.",
        f"The whole bar is what Keras calls val_loss. Means of {data_loss.shape[1]} seeds.",
    )
