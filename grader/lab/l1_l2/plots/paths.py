"""Pictures of penalties, their slopes, and weights as the strength grows."""

from itertools import cycle

import numpy as np

from grader.lab.labels import at_ends
from grader.lab.palette import (
    BLACK,
    BLUE,
    GREEN,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    new_figure,
)
from grader.lab.picture import to_picture

STYLES = ((VERMILLION, "-"), (BLUE, "--"), (GREEN, ":"))
MANY = (BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, BLACK, "#8c6d00", "#a03020", "#777777")


def one_weight(strengths, curves):
    """One weight against the strength of the penalty.

    Parameters
    ----------
    strengths : ndarray, shape (k,)
    curves : dict of str to ndarray, shape (k,)

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 2.9))
    _draw(axes, strengths, curves)
    axes.set_xlabel("strength of the penalty")
    axes.set_ylabel("best weight")
    axes.legend(frameon=False)
    ends = "; ".join(f"{name}: {v[-1]:.2f} at {strengths[-1]:g}" for name, v in curves.items())
    return to_picture(
        figure,
        f"The best value of a weight against the strength of the penalty, starting at "
        f"{next(iter(curves.values()))[0]:g}. At the right end, {ends}.",
        "Where the weight comes to rest when the loss pulls it to 2 and the penalty to 0.",
    )


def penalty_shapes(w, penalties, slopes):
    """Penalties of one weight, and their slopes.

    Parameters
    ----------
    w : ndarray, shape (n,)
    penalties, slopes : dict of str to ndarray, shape (n,)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 2, size=(7.4, 3.0))
    titles = ("penalty", "slope: how hard it pulls")
    for axes, title, curves in zip(row, titles, (penalties, slopes), strict=True):
        _draw(axes, w, curves)
        axes.axhline(0, color="#999999", lw=0.8)
        axes.set_title(title)
        axes.set_xlabel("weight $w$")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    return to_picture(
        figure,
        f"Left: {', '.join(penalties)} as functions of one weight, a V, a parabola and their sum. "
        "Right, their slopes: L1's jumps from -1 to 1 at 0, L2's is a straight line through 0.",
        "Near 0, L2 hardly pulls any more. L1 pulls as hard as ever.",
    )


def paths(strengths, named_weights, names, label):
    """All weights of a regression against the strength, a panel a penalty.

    Parameters
    ----------
    strengths : dict of str to ndarray, shape (k,)
    named_weights : dict of str to ndarray, shape (k, d)
    names : sequence of str
        Of the d features.
    label : str
        What a weight is measured in.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(named_weights), size=(7.6, 4.0), sharey=True, squeeze=False)
    for axes, (title, weights) in zip(row[0], named_weights.items(), strict=True):
        for column, color in zip(weights.T, MANY, strict=False):
            axes.plot(strengths[title], column, color=color, lw=1.6)
        at_ends(axes, strengths[title][0], weights[0], names, MANY, side="left", gap=0.052)
        axes.axhline(0, color="#999999", lw=0.8)
        axes.set_xscale("log")
        axes.set_xlim(left=strengths[title][0] / 15)
        axes.set_title(title)
        axes.set_xlabel("strength")
    row[0][0].set_ylabel(label)
    said = "; ".join(
        f"{title}: {_zeros(w[len(w) // 2])} exactly 0 in the middle, {_zeros(w[-1])} at the end"
        for title, w in named_weights.items()
    )
    return to_picture(
        figure,
        f"Weights of {len(names)} features against the strength, one line a feature. Of the "
        f"weights, {said}.",
        "Left end: nearly least squares. L2 makes all weights small, L1 ends them one by one.",
    )


def _zeros(weights):
    return f"{int(np.sum(weights == 0))} of {len(weights)}"


def _draw(axes, x, curves):
    for (name, values), (color, line) in zip(curves.items(), cycle(STYLES), strict=False):
        axes.plot(x, values, color=color, ls=line, lw=2, label=name)
