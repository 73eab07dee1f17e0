"""Pictures of a network's weights, and of what optimizers leave of single ones."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLUE, GREEN, VERMILLION, hide_axes, new_figure
from grader.lab.picture import to_picture

STYLES = ((VERMILLION, "o", "-"), (BLUE, "s", "--"), (GREEN, "^", ":"))


def histograms(named_weights, edge=0.4):
    """How the weights of some networks are distributed, a panel each.

    Parameters
    ----------
    named_weights : dict of str to ndarray
    edge : float
        The axis runs from minus this to this; weights beyond are counted in the last bars.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(named_weights), size=(7.6, 2.6), sharey=True, squeeze=False)
    bins = np.linspace(-edge, edge, 81)
    for axes, (name, weights) in zip(row[0], named_weights.items(), strict=True):
        shown = np.clip(weights.ravel(), -edge, edge)
        axes.hist(shown, bins, weights=np.full(shown.size, 100 / shown.size), color=BLUE)
        axes.set_yscale("log")
        axes.set_ylim(0.02, 100)
        axes.set_title(name)
        axes.set_xlabel("weight")
    row[0][0].set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    row[0][0].set_ylabel("share of the weights (%)")
    said = "; ".join(
        f"{name}: {100 * np.mean(np.abs(w) < 0.005):.0f} % of the weights within 0.005 of 0, "
        f"standard deviation {w.std():.2f}"
        for name, w in named_weights.items()
    )
    return to_picture(
        figure,
        f"Histograms of weights. {said}.",
        "The bar in the middle holds the weights within 0.005 of 0. Mind the logarithmic axis.",
    )


def pixel_maps(named_maps):
    """For each pixel of a digit, how much the first layer makes of it.

    Parameters
    ----------
    named_maps : dict of str to ndarray, shape (64,)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(named_maps), size=(7.4, 2.4), squeeze=False)
    for axes, (name, values) in zip(row[0], named_maps.items(), strict=True):
        axes.imshow(values.reshape(8, 8), cmap="Blues", vmin=0)
        axes.set_title(name)
        hide_axes(axes)
    said = "; ".join(
        f"{name}: {int(np.sum(v < 0.05 * v.max()))} pixels under a twentieth of the largest"
        for name, v in named_maps.items()
    )
    return to_picture(
        figure,
        f"Maps of 8 x 8 pixels, dark where a pixel's outgoing weights are large. {said}.",
        "Each map is scaled to its own largest value.",
    )


def what_is_left(noise, named_shares):
    """What is left of a weight on average, against the size of the gradients that it gets.

    Parameters
    ----------
    noise : ndarray, shape (k,)
    named_shares : dict of str to ndarray, shape (weights, k)

    Returns
    -------
    Picture
    """
    means = {name: shares.mean(axis=0) for name, shares in named_shares.items()}
    figure, axes = new_figure(size=(7.0, 3.0))
    axes.grid(axis="y")
    for (name, values), style in zip(means.items(), cycle(STYLES), strict=False):
        color, marker, line = style
        axes.plot(noise, 100 * values, color=color, marker=marker, ls=line, label=name)
    axes.set_xscale("log")
    axes.set_xlabel("size of the loss's gradients")
    axes.set_ylabel("left of the weight (%)")
    axes.legend(frameon=False)
    said = "; ".join(
        f"{name}: {100 * v[0]:.0f} % at {noise[0]:g}, {100 * v[-1]:.0f} % at {noise[-1]:g}"
        for name, v in means.items()
    )
    return to_picture(
        figure,
        f"What is left of a weight against the size of its gradients. {said}.",
        "Only the penalty pulls here: the gradients of the loss are noise with mean 0.",
    )
