"""Pictures of why kept units are scaled, and of where the mask belongs."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLACK, GREEN, INFERENCE, VERMILLION, new_figure
from grader.lab.picture import to_picture


def signal_through_layers(named_ratios):
    """How large activations are in training, as a share of what they are at prediction.

    Parameters
    ----------
    named_ratios : dict of str to ndarray, shape (layers,) or (repeats, layers)
        Mean activation in training mode over that in inference mode; repeats give error bars.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 3.0))
    styles = cycle([(INFERENCE, "o"), (VERMILLION, "s")])
    for (name, ratios), (color, marker) in zip(named_ratios.items(), styles, strict=False):
        ratios = np.atleast_2d(ratios)
        layers = np.arange(1, ratios.shape[1] + 1)
        spread = ratios.std(axis=0)
        axes.errorbar(
            layers, ratios.mean(axis=0), spread, color=color, marker=marker, capsize=3, label=name
        )
    axes.axhline(1, color=BLACK, lw=1, ls="--")
    axes.set_yscale("log")
    heights = [2, 1, 0.5, 0.2, 0.1]
    axes.set_yticks(heights, [f"{height:g}" for height in heights])
    axes.minorticks_off()
    axes.set_xlabel("hidden layer")
    axes.set_ylabel("mean activation:\ntraining / prediction")
    axes.set_xticks(layers)
    axes.legend(frameon=False)
    ends = "; ".join(
        f"{name}: {np.atleast_2d(r).mean(axis=0)[-1]:.2g}" for name, r in named_ratios.items()
    )
    return to_picture(
        figure,
        f"Ratio of the mean activation in training to that at prediction, layer by layer. At the "
        f"last layer: {ends}.",
        "On the dashed line, training and prediction see signals of the same size.",
    )


def place_of_the_mask(curves):
    """What a unit puts out on average over masks: mask before the activation, or behind it.

    Parameters
    ----------
    curves : dict of str to (z, before, behind, without)
        Name of the activation; all arrays of one shape: pre-activation, mean output with the mask
        before and behind it, and the output without dropout.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(curves), size=(7.4, 2.9))
    for axes, (name, (z, before, behind, without)) in zip(row, curves.items(), strict=True):
        axes.plot(z, before, color=VERMILLION, lw=3, label="mask before it")
        axes.plot(z, behind, color=GREEN, lw=3, ls=":", label="mask behind it (Keras)")
        axes.plot(z, without, color=BLACK, lw=1, ls="--", label="no dropout")
        axes.set_title(name)
        axes.set_xlabel("$z = Wx + b$")
    row[0].set_ylabel("mean output")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    gaps = "; ".join(
        f"{name}: largest gap between the two places {np.max(np.abs(c[1] - c[2])):.2g}"
        for name, c in curves.items()
    )
    return to_picture(
        figure,
        f"Mean output against the pre-activation, for the mask before and behind the activation. "
        f"{gaps}.",
        "Averaged over masks. Where the curves lie on each other, the place of the mask does not "
        "matter.",
    )
