"""Pictures of which weights are zero, which features are kept, and how a pair shares its work."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLUE, GREEN, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

MARKS = ((VERMILLION, "o", "-"), (BLUE, "s", "--"), (GREEN, "^", ":"), (ORANGE, "D", "-."))


def sorted_sizes(named_weights, floor=1e-5):
    """Sizes of all weights, largest first, on a logarithmic axis that keeps a place for 0.

    Parameters
    ----------
    named_weights : dict of str to ndarray, shape (d,)
    floor : float
        Sizes below are drawn as 0.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 3.1))
    for (name, w), (color, marker, _) in zip(named_weights.items(), cycle(MARKS), strict=False):
        sizes = np.sort(np.abs(w))[::-1]
        shown = np.where(sizes < floor, floor / 10, sizes)
        axes.scatter(np.arange(1, len(w) + 1), shown, s=18, color=color, marker=marker, label=name)
    axes.set_yscale("log")
    ticks = [floor / 10, 1e-4, 1e-3, 1e-2, 1e-1, 1]
    axes.set_yticks(ticks, ["0", "0.0001", "0.001", "0.01", "0.1", "1"])
    axes.minorticks_off()
    axes.set_xlabel("weight, the largest first")
    axes.set_ylabel("size")
    axes.legend(frameon=False)
    said = "; ".join(f"{k}: {int(np.sum(w == 0))} exactly 0" for k, w in named_weights.items())
    return to_picture(
        figure,
        f"Sizes of {len(w)} weights, sorted. Of them, {said}.",
        "Both solve the same problem. The lowest line of the picture is exactly 0.",
    )


def kept_against_strength(strengths, named_counts, label):
    """How many features have a weight other than 0, against the strength; 95 % intervals.

    Parameters
    ----------
    strengths : ndarray, shape (k,)
    named_counts : dict of str to ndarray, shape (k, seeds)
    label : str
        What the strength is.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 3.2))
    axes.grid(axis="y")
    for (name, counts), style in zip(named_counts.items(), cycle(MARKS), strict=False):
        color, marker, line = style
        options = {"color": color, "marker": marker, "ls": line, "capsize": 3, "label": name}
        axes.errorbar(strengths, counts.mean(axis=1), half_width(counts), **options)
    axes.set_xscale("log")
    axes.set_xlabel(label)
    axes.set_ylabel("features kept")
    axes.legend(frameon=False)
    said = "; ".join(
        f"{name}: {c.mean(axis=1)[0]:.1f} at {strengths[0]:.2g}, {c.mean(axis=1)[-1]:.1f} at "
        f"{strengths[-1]:.2g}"
        for name, c in named_counts.items()
    )
    return to_picture(
        figure,
        f"Number of features kept against the {label}. {said}.",
        f"Mean and 95 % interval, {counts.shape[1]} seeds.",
    )


def shares(correlations, named_shares):
    """What the larger of two weights has of their sum, against the features' correlation.

    Parameters
    ----------
    correlations : sequence of float
    named_shares : dict of str to ndarray, shape (k, seeds)
        From 0.5, shared equally, to 1, one has all.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 3.2))
    axes.grid(axis="y")
    places = np.arange(len(correlations))
    for (name, values), style in zip(named_shares.items(), cycle(MARKS), strict=False):
        color, marker, line = style
        options = {"color": color, "marker": marker, "ls": line, "capsize": 3, "label": name}
        axes.errorbar(places, 100 * values.mean(axis=1), 100 * half_width(values), **options)
    axes.set_xticks(places, [f"{correlation:g}" for correlation in correlations])
    axes.set_xlabel("correlation of the two features")
    axes.set_ylabel("the larger one's share (%)")
    axes.legend(frameon=False)
    said = "; ".join(
        f"{name}: {100 * v.mean(axis=1)[0]:.0f} % at {correlations[0]:g}, "
        f"{100 * v.mean(axis=1)[-1]:.0f} % at {correlations[-1]:g}"
        for name, v in named_shares.items()
    )
    return to_picture(
        figure,
        f"Share of the larger weight of a pair against the features' correlation. {said}.",
        f"50 % is sharing, 100 % is picking one. Mean and 95 % interval, {values.shape[1]} seeds.",
    )
