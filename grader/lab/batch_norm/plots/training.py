"""Running statistics and shifting distributions while a network trains."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLACK, GREY, new_figure
from grader.lab.picture import to_picture
from grader.lab.plots import MARKS


def running_means(batch_means, running, truth):
    """Means of single batches, and the running means made of them.

    Parameters
    ----------
    batch_means : ndarray, shape (steps,)
    running : dict of str to ndarray, shape (steps,)
    truth : float
        What they should find.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 2.8))
    steps = np.arange(1, len(batch_means) + 1)
    axes.plot(steps, batch_means, ".", color="#999999", ms=3, label="mean of the batch")
    for (name, values), (colour, _, line) in zip(running.items(), cycle(MARKS), strict=False):
        axes.plot(steps, values, color=colour, ls=line, lw=2, label=name)
    axes.axhline(truth, color=BLACK, lw=1, ls=(0, (2, 3)))
    axes.set(xlabel="training step", ylabel="mean of the unit")
    axes.legend(fontsize=8.5, loc="lower right" if truth > 0 else "upper right", frameon=False)
    said = "; ".join(
        f"{name}: {values[9]:.2f} after 10 steps, {values[99]:.2f} after 100, {values[-1]:.2f} at "
        f"the end"
        for name, values in running.items()
    )
    return to_picture(
        figure,
        f"Running means of a unit whose true mean is {truth:.2f}. {said}.",
        "Grey: single batches. Lines: what inference would use. Dashed: the truth.",
    )


def shift_and_loss(shifts, losses):
    """How far distributions move in each step, beside how training goes.

    Parameters
    ----------
    shifts, losses : dict of str to ndarray, shapes (steps - 1,) and (steps,)
        Means over the seeds.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 2, size=(7.6, 3.0))
    panels = ((shifts, "shift of a unit's mean in one step"), (losses, "training loss"))
    for axes, (curves, label) in zip(row, panels, strict=True):
        for (name, values), (colour, _, line) in zip(curves.items(), cycle(MARKS), strict=False):
            steps = np.arange(1, len(values) + 1)
            axes.plot(steps, values, color=colour, ls=line, lw=1.6, label=name)
        axes.set_yscale("log")
        axes.grid(axis="y", color=GREY)
        axes.set(xlabel="training step", title=label)
    row[0].legend(fontsize=8.5, frameon=False, loc="center right")
    said = "; ".join(
        f"{name}: shift {np.mean(shifts[name]):.4f}, loss {losses[name][-1]:.3f} at the end"
        for name in losses
    )
    return to_picture(
        figure,
        f"Shift per step, in standard deviations of the unit, and training loss. {said}.",
        "Left: movement of the inputs of a ReLU in the third hidden layer, in standard deviations.",
    )
