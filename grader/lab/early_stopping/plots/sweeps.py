"""What a setting of early stopping costs and brings."""

from grader.lab.palette import BLUE, GREEN, ORANGE, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

STYLES = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (GREEN, "^", ":"))


def patience_sweep(patiences, accuracies, epochs, marks=()):
    """Test accuracy and epochs trained, against the patience.

    Parameters
    ----------
    patiences : sequence of int
    accuracies, epochs : dict of str to ndarray, shape (patiences, seeds)
        Shares, and numbers of epochs.
    marks : sequence of (float, str)
        Accuracies to compare with, and what they are.

    Returns
    -------
    Picture
    """
    figure, (left, right) = new_figure(1, 2, size=(7.6, 3.2))
    for axes, curves, scale in ((left, accuracies, 100), (right, epochs, 1)):
        for (name, values), (colour, marker, line) in zip(curves.items(), STYLES, strict=False):
            style = {"color": colour, "marker": marker, "ls": line, "capsize": 3, "label": name}
            mean, spread = scale * values.mean(axis=1), scale * half_width(values)
            axes.errorbar(patiences, mean, spread, **style)
        axes.set_xscale("log")
        axes.minorticks_off()
        axes.set_xticks(patiences, patiences)
        axes.set_xlabel("patience (epochs)")
        axes.grid(axis="y")
        axes.legend(frameon=False, fontsize=8.5)
    for height, text in marks:
        left.axhline(100 * height, color="#555555", lw=1, ls=(0, (2, 3)))
        left.annotate(
            text, (patiences[0], 100 * height), (0, 3), textcoords="offset points", fontsize=8.5
        )
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
