"""Pictures of networks while they are trained."""

import numpy as np

from grader.lab.palette import BLACK, GREEN, INFERENCE, PURPLE, TRAINING, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

LINES = ((GREEN, "-"), (PURPLE, "--"), (VERMILLION, "-."), (BLACK, ":"))


def over_epochs(panels):
    """Means over the seeds with their 95 % interval as a band, one panel a quantity.

    Parameters
    ----------
    panels : dict of str to dict of str to (epochs, values)
        Title of the panel, name of the curve, values of shape (epochs, seeds).

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 3.0), squeeze=False)
    for axes, (title, curves) in zip(row[0], panels.items(), strict=True):
        for (name, (epochs, values)), (color, line) in zip(curves.items(), LINES, strict=False):
            mean, half = values.mean(axis=1), half_width(values)
            axes.plot(epochs, mean, color=color, ls=line, lw=2, label=name)
            axes.fill_between(epochs, mean - half, mean + half, color=color, alpha=0.2, lw=0)
        axes.set_title(title)
        axes.set_xlabel("epoch")
        axes.set_ylim(bottom=0)
        axes.grid(axis="y")
    handles, labels = row[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
    said = "; ".join(
        f"{title}, {name}: {values.mean(axis=1)[0]:.2f} at first, {values.mean(axis=1)[-1]:.2f} "
        "at last"
        for title, curves in panels.items()
        for name, (_, values) in curves.items()
    )
    seeds = values.shape[1]
    return to_picture(figure, f"{said}.", f"Mean of {seeds} seeds; the band is the 95 % interval.")


def loss_panels(runs):
    """Training and validation loss of several runs, a panel each, with scales of their own.

    Parameters
    ----------
    runs : dict of str to dict
        Title of the panel; curves named "training" and "validation", shape (epochs,).

    Returns
    -------
    Picture
    """
    rows = -(-len(runs) // 3)
    columns = min(3, len(runs))
    size = (2.5 * columns + 0.4, 2.1 * rows + 0.4)
    figure, grid = new_figure(rows, columns, size=size, squeeze=False)
    for axes, (title, curves) in zip(grid.ravel(), runs.items(), strict=True):
        for name, color, line in (("training", TRAINING, "--"), ("validation", INFERENCE, "-")):
            axes.plot(1 + np.arange(len(curves[name])), curves[name], line, color=color, label=name)
        axes.set_title(title)
        axes.set_ylim(bottom=0)
    for axes in grid[-1]:
        axes.set_xlabel("epoch")
    for row in grid:
        row[0].set_ylabel("loss")
    handles, labels = grid[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    said = "; ".join(f"{title}: {_in_words(**curves)}" for title, curves in runs.items())
    return to_picture(figure, f"Loss against the epoch. {said}.", "Every panel has its own scale.")


def _in_words(training, validation):
    low = int(validation.argmin())
    return (
        f"training from {training[0]:.2f} to {training[-1]:.2f}, validation from "
        f"{validation[0]:.2f} over {validation[low]:.2f} in epoch {low + 1} to {validation[-1]:.2f}"
    )
