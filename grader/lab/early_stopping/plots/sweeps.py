"""What a setting of early stopping costs and brings."""

import numpy as np

from grader.lab.palette import BLUE, GREEN, ORANGE, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

# Color, marker, line, and a factor that keeps intervals from covering each other.
STYLES = ((BLUE, "o", "-", 1.0), (ORANGE, "s", "--", 1.06), (GREEN, "^", ":", 0.94))


def patience_sweep(patiences, accuracies, epochs):
    """Test accuracy and epochs trained, against the patience.

    Parameters
    ----------
    patiences : sequence of int
    accuracies, epochs : dict of str to ndarray, shape (patiences, seeds)
        Shares, and numbers of epochs; equal styles in the order of the names, so one legend serves
        both panels.

    Returns
    -------
    Picture
    """
    figure, (left, right) = new_figure(1, 2, size=(7.6, 3.5))
    for axes, curves, scale in ((left, accuracies, 100), (right, epochs, 1)):
        for (name, values), look in zip(curves.items(), STYLES, strict=False):
            color, marker, line, aside = look
            style = {"color": color, "marker": marker, "ls": line, "capsize": 3, "label": name}
            mean, spread = scale * values.mean(axis=1), scale * half_width(values)
            axes.errorbar(aside * np.array(patiences), mean, spread, **style)
        axes.set_xscale("log")
        axes.minorticks_off()
        axes.set_xticks(patiences, patiences)
        axes.set_xlabel("patience (epochs)")
        axes.grid(axis="y")
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False, fontsize=8.5)
    left.set_ylabel("test accuracy (%)")
    right.set_ylabel("epochs trained")
    right.set_ylim(bottom=0)
    said = "; ".join(
        f"{name}: {100 * v[0].mean():.0f} % with patience {patiences[0]}, "
        f"{100 * v[-1].mean():.0f} % with {patiences[-1]}"
        for name, v in accuracies.items()
    )
    alt = f"Test accuracy and epochs trained against the patience. {said}."
    return to_picture(figure, alt, f"Mean and 95 % interval, {values.shape[1]} seeds.")
