"""Curves of trainings, with the epochs that matter marked."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLACK, BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILLION, new_figure
from grader.lab.picture import to_picture

LINES = ((ORANGE, "-"), (BLUE, "-"), (GREEN, "--"))
SETS = (BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY)


def training_run(curves, best=None, stopped=None):
    """Losses of one training against the epoch.

    Parameters
    ----------
    curves : dict of str to sequence of float
    best, stopped : int, optional
        Epochs to mark, counted from 0. The best one is marked on the last curve.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.0))
    for (name, values), (color, line) in zip(curves.items(), cycle(LINES), strict=False):
        axes.plot(values, color=color, ls=line, lw=2, label=name)
        marker = "o" if len(values) == 1 else ""
        axes.plot(values, marker, color=color)
    said = "; ".join(f"{n}: from {v[0]:.2f} to {v[-1]:.2f}" for n, v in curves.items())
    if best is not None:
        value = values[best]
        axes.plot(best, value, "D", color=VERMILLION, ms=8, label=f"best: epoch {best}")
        said += f"; the best {name} is {value:.2f}, in epoch {best}"
    if stopped is not None:
        axes.axvline(stopped, color=BLACK, lw=1.2, ls=(0, (4, 3)), label=f"stop: epoch {stopped}")
        said += f"; training stops after epoch {stopped}"
    axes.set_xlabel("epoch, counted from 0")
    axes.set_ylabel("loss")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    said = f"Loss of one training against the epoch. {said}."
    return to_picture(figure, said, f"{len(values)} epochs of one training.")


def seeds_over_epochs(panels):
    """Every seed's curve and their mean, in panels side by side, the best epoch of each marked.

    Parameters
    ----------
    panels : dict of str to (ndarray of shape (E, S), bool)
        Title; values, and whether higher is better.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 3.1), squeeze=False)
    said = []
    for axes, (title, (values, higher)) in zip(row[0], panels.items(), strict=True):
        best = (values if higher else -values).argmax(axis=0)
        axes.plot(values, color=SKY, lw=0.7)
        axes.plot(values.mean(axis=1), color=BLUE, lw=2.2, label="mean of the seeds")
        label = "best epoch of each seed"
        points = values[best, np.arange(values.shape[1])]
        axes.plot(best, points, "D", color=VERMILLION, ms=5, label=label)
        axes.set_title(title)
        axes.set_xlabel("epoch, counted from 0")
        said.append(
            f"{title}: best epochs {best.min()} to {best.max()}, {best.mean():.0f} on average"
        )
    row[0][0].legend(frameon=False, fontsize=8.5)
    alt = f"Curves of {values.shape[1]} trainings. {'; '.join(said)}."
    return to_picture(figure, alt, f"Thin: {values.shape[1]} seeds.")


def small_sets(panels):
    """One training seen by several validation sets, in panels; each curve's minimum is marked.

    Parameters
    ----------
    panels : dict of str to ndarray, shape (E, sets)
        Title; the loss of each set.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 3.0), sharey=True, squeeze=False)
    said = []
    for axes, (title, losses) in zip(row[0], panels.items(), strict=True):
        best = losses.argmin(axis=0)
        for curve, epoch, color in zip(losses.T, best, cycle(SETS), strict=False):
            axes.plot(curve, color=color, lw=1.2)
            axes.plot(epoch, curve[epoch], "D", color=color, ms=7, mec=BLACK)
        axes.set_title(title)
        axes.set_xlabel("epoch, counted from 0")
        said.append(f"{title}: minima in epochs {', '.join(map(str, sorted(best)))}")
    row[0][0].set_ylabel("validation loss")
    row[0][0].set_ylim(bottom=0)
    alt = f"Validation losses of one and the same training. {'; '.join(said)}."
    return to_picture(figure, alt, "Each curve: another validation set. Diamonds: the minima.")
