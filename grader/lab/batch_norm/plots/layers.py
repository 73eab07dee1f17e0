"""Spread of activations and gradients by depth, and the grid of rates and epochs."""

import numpy as np

from grader.lab.batch_norm.plots.training import MARKS
from grader.lab.palette import BLACK, GRAY, new_figure
from grader.lab.picture import to_picture


def spread_by_depth(found):
    """Standard deviations of activations and gradients, layer by layer, on a log scale.

    Parameters
    ----------
    found : dict of str to (ndarray, ndarray), shapes (layers, seeds)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 2, size=(7.8, 3.2))
    titles = ("activations (outputs of the ReLUs)", "gradients of the kernels")
    for axes, title, which in zip(row, titles, (0, 1), strict=True):
        axes.grid(axis="y", color=GRAY)
        for arm, values in found.items():
            logs = np.log10(values[which])
            color, _, line = MARKS[arm]
            layers = np.arange(1, len(logs) + 1)
            axes.plot(layers, 10 ** logs.mean(axis=1), color=color, ls=line, lw=2, label=arm)
            ends = 10 ** logs.min(axis=1), 10 ** logs.max(axis=1)
            axes.fill_between(layers, *ends, color=color, alpha=0.15, lw=0)
        axes.set(yscale="log", xlabel="hidden layer", title=title)
    row[0].set_ylabel("standard deviation")
    handles, names = row[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=3, frameon=False)
    said = "; ".join(_ends(arm, *values) for arm, values in found.items())
    caption = "Geometric means of the seeds, and the range from the smallest to the largest."
    return to_picture(figure, f"Before any training, first and last hidden layer. {said}.", caption)


def _ends(arm, activations, gradients):
    (first, last), (d_first, d_last) = (
        10 ** np.log10(values[[0, -1]]).mean(axis=1) for values in (activations, gradients)
    )
    return (
        f"{arm}: activations {first:.2g} and {last:.2g}, gradients {d_first:.2g} and {d_last:.2g}"
    )


def rate_grid(grid):
    """Test accuracy for every learning rate and training time, a panel for each arm.

    Parameters
    ----------
    grid : grader.lab.batch_norm.experiments.rates.Grid

    Returns
    -------
    Picture
    """
    from matplotlib.patches import Rectangle

    figure, row = new_figure(1, len(grid.test), size=(8.4, 3.1), sharey=True)
    for axes, (arm, accuracies) in zip(row, grid.test.items(), strict=True):
        means = 100 * accuracies.mean(axis=-1)
        axes.imshow(means, cmap="binary", vmin=0, vmax=200, aspect="auto", origin="lower")
        for (i, j), value in np.ndenumerate(means):
            works = grid.works(arm)[i, j]
            weight = "bold" if works else "normal"
            axes.text(j, i, f"{value:.0f}", ha="center", va="center", weight=weight, fontsize=10)
            if works:
                box = {"fill": False, "edgecolor": BLACK, "lw": 2}
                axes.add_patch(Rectangle((j - 0.46, i - 0.44), 0.92, 0.88, **box))
        axes.set_xticks(range(len(grid.epochs)), grid.epochs)
        axes.set(title=arm, xlabel="epochs")
    row[0].set_yticks(range(len(grid.rates)), [f"{rate:g}" for rate in grid.rates])
    row[0].set_ylabel("learning rate")
    said = "; ".join(
        f"{arm}: "
        + ", ".join(
            f"{rate:g}: {' '.join(f'{100 * v:.0f}' for v in line.mean(axis=-1))}"
            for rate, line in zip(grid.rates, accuracies, strict=True)
        )
        for arm, accuracies in grid.test.items()
    )
    return to_picture(
        figure,
        f"Test accuracy in percent for each rate after {grid.epochs} epochs. {said}.",
        f"Test accuracy (%). Framed: at least {100 * grid.target:.0f} %, nine tenths of the best.",
    )


def effective_rates(found):
    """Effective learning rates against the epoch.

    Parameters
    ----------
    found : dict of float to ndarray, shape (1 + epochs, seeds)
        By the strength of the penalty.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(6.4, 2.8))
    axes.grid(axis="y", color=GRAY)
    styles = (("#555555", "--"), (BLACK, "-"))
    names = [f"L2 {strength:g}" if strength else "no penalty" for strength in found]
    for name, values, (color, line) in zip(names, found.values(), styles, strict=False):
        means = values.mean(axis=1)
        axes.plot(means, color=color, ls=line, lw=2)
        axes.annotate(name, (len(means) - 1, means[-1]), xytext=(4, 0), textcoords="offset points")
    axes.set(yscale="log", xlabel="epoch", ylabel="rate / squared norm", xlim=(0, 1.2 * len(means)))
    said = "; ".join(
        f"{name}: from {values[0].mean():.2g} to {values[-1].mean():.2g}"
        for name, values in zip(names, found.values(), strict=True)
    )
    alt = f"Effective learning rate of a unit of the third hidden layer. {said}."
    caption = "Learning rate over the squared norm of a unit's kernel, third hidden layer."
    return to_picture(figure, alt, caption)
