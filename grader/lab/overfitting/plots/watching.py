"""Pictures with sliders: a network that memorizes, and capacity beside training time."""

import numpy as np

from grader.lab.palette import BLACK, BLUE, GRAY, ORANGE, TRAINING, new_figure
from grader.lab.picture import to_picture
from grader.lab.playground import Playground
from grader.lab.statistics import half_width

GRID_NAMES = {0: "none"}
LABELS = {
    "right labels": "right training labels",
    "wrong labels": "wrong training labels",
    "test": "test accuracy",
}


def memory_playground(seen):
    """The network of `memorize`, epoch by epoch.

    Parameters
    ----------
    seen : dict
        As `grader.lab.overfitting.memory.memorize` returns it.

    Returns
    -------
    Playground
    """
    from ipywidgets import SelectionSlider

    epochs = [int(epoch) for epoch in seen["epochs"]]
    middle = epochs[len(epochs) // 2]
    slider = SelectionSlider(options=epochs, value=middle, description="epoch")
    return Playground.played(slider, lambda epoch: memory_at(seen, epoch))


def memory_at(seen, epoch):
    """What the network knows after so many epochs; arguments as for `memory_playground`."""
    i = int(np.flatnonzero(seen["epochs"] == epoch)[0])
    figure, (left, right) = new_figure(1, 2, size=(7.6, 3.6), width_ratios=(2, 1))
    for name, color, style, marker in (
        ("right labels", TRAINING, "-", "s"),
        ("wrong labels", TRAINING, "--", "^"),
        ("test", BLUE, "-", "o"),
    ):
        mean, half = 100 * seen[name].mean(axis=1), 100 * half_width(seen[name])
        options = {"color": color, "ls": style, "marker": marker, "ms": 4}
        left.plot(seen["epochs"], mean, lw=2, label=LABELS[name], **options)
        left.fill_between(seen["epochs"], mean - half, mean + half, color=color, alpha=0.2, lw=0)
        left.plot(epoch, mean[i], marker, color=color, ms=9, mec=BLACK)
    left.axvline(epoch, color=BLACK, lw=1, ls=":")
    left.set_xscale("log")
    left.set_xlim(seen["epochs"][0] * 0.9, seen["epochs"][-1] * 1.1)
    left.minorticks_off()
    ticks = [t for t in (1, 2, 5, 10, 20, 50, 100, 300, 1000) if t <= seen["epochs"][-1]]
    left.set_xticks(ticks, map(str, ticks))
    left.set_ylim(0, 103)
    left.set_xlabel("epoch")
    left.set_title("learned so far (%)")
    figure.legend(loc="outside lower left", ncols=3, frameon=False, fontsize=9)
    _answers(right, seen, i)
    right_labels, wrong, true, test = (
        100 * seen[name][i].mean()
        for name in ("right labels", "wrong labels", "seen through", "test")
    )
    alt = f"After {epoch} epochs the network repeats {right_labels:.0f} % of the right training "
    alt += f"labels and {wrong:.0f} % of the wrong ones. For {true:.0f} % of the wrongly labeled "
    alt += f"images it names the true digit. Test accuracy is {test:.0f} %."
    caption = f"{alt} Mean of {seen['test'].shape[1]} seeds, bands: 95 % intervals."
    return to_picture(figure, alt, caption)


def _answers(axes, seen, i):
    """Bars: what the network answers on images whose label is wrong."""
    wrong, true = (100 * seen[name][i].mean() for name in ("wrong labels", "seen through"))
    names = ("the wrong\nlabel", "the true\ndigit", "another\ndigit")
    bars = axes.bar(
        names, (wrong, true, 100 - wrong - true), color=(ORANGE, BLUE, GRAY), edgecolor=BLACK
    )
    for bar, hatch in zip(bars, ("//", "", ".."), strict=True):
        bar.set_hatch(hatch)
    axes.bar_label(bars, fmt="%.0f")
    axes.set_ylim(0, 109)
    axes.tick_params(axis="x", labelsize=8.5)
    axes.set_title("on wrongly labeled images\nit answers (%)", fontsize=10)


def grid_playground(grid):
    """Capacity and training time with a slider for each.

    Parameters
    ----------
    grid : grader.lab.overfitting.capacity.Grid

    Returns
    -------
    Playground
    """
    from ipywidgets import SelectionSlider

    units = SelectionSlider(options=list(grid.units), value=grid.units[-1], description="units")
    steps = SelectionSlider(options=list(grid.steps), value=grid.steps[-1], description="steps")
    return Playground([units, steps], lambda units, steps: grid_at(grid, units, steps))


def grid_at(grid, units, steps):
    """One cell of the grid, its row as curves, and all cells; arguments as for `Grid`."""
    figure, (left, right) = new_figure(1, 2, size=(7.6, 3.5), width_ratios=(1, 1.15))
    row, column = grid.units.index(units), grid.steps.index(steps)
    for values, color, style, marker, name in (
        (grid.training[row], ORANGE, "--", "s", "training"),
        (grid.test[row], BLUE, "-", "o", "test"),
    ):
        mean, half = 100 * values.mean(axis=1), 100 * half_width(values)
        options = {"color": color, "ls": style, "marker": marker, "capsize": 3}
        left.errorbar(grid.steps, mean, half, label=name, **options)
    left.axvline(steps, color=BLACK, lw=1, ls=":")
    left.set_xscale("log")
    left.minorticks_off()
    left.set_xticks(grid.steps, [f"{s:,}" for s in grid.steps])
    left.set_ylim(0, 104)
    left.set_xlabel("training steps")
    hidden = f"{units} hidden units" if units else "no hidden layer"
    left.set_title(f"accuracy (%), {hidden}")
    figure.legend(loc="outside lower left", ncols=2, frameon=False)
    _cells(right, grid, row, column)
    training, test = (100 * v[row, column].mean() for v in (grid.training, grid.test))
    alt = f"With {hidden} and {steps:,} steps: training accuracy {training:.0f} %, test accuracy "
    alt += f"{test:.0f} %. All test accuracies: " + "; ".join(
        f"{GRID_NAMES.get(u, u)} units " + ", ".join(f"{100 * v.mean():.0f}" for v in grid.test[i])
        for i, u in enumerate(grid.units)
    )
    caption = f"Mean and 95 % interval of {grid.test.shape[2]} seeds; the frame marks the setting."
    return to_picture(figure, f"{alt}.", caption)


def _cells(axes, grid, row, column):
    """Test accuracy of every cell, in color and as a number."""
    means = 100 * grid.test.mean(axis=2)
    axes.imshow(means, cmap="Blues", vmin=0, vmax=110, aspect="auto")
    for i, j in np.ndindex(means.shape):
        ink = "white" if means[i, j] > 65 else BLACK
        axes.text(j, i, f"{means[i, j]:.0f}", ha="center", va="center", color=ink)
    frame = {"fill": False, "edgecolor": BLACK, "lw": 3, "clip_on": False}
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, **frame))
    axes.set_xticks(range(len(grid.steps)), [f"{s:,}" for s in grid.steps])
    axes.set_yticks(range(len(grid.units)), [GRID_NAMES.get(u, u) for u in grid.units])
    axes.set_xlabel("training steps")
    axes.set_ylabel("hidden units")
    axes.set_title("test accuracy (%)")
