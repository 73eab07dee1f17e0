"""A picture of the capstone's signals: from the bench and from the plant, class by class."""

import numpy as np

from grader.lab.combining.capstone_signals import CLASSES
from grader.lab.palette import BLUE, ORANGE, new_figure
from grader.lab.picture import to_picture


def signals_of(task, each=3):
    """Some training signals and some validation signals of each class.

    Parameters
    ----------
    task : grader.lab.combining.capstone_signals.Task
    each : int
        Signals of either kind in a panel.

    Returns
    -------
    Picture
    """
    figure, grid = new_figure(2, CLASSES // 2, size=(7.6, 3.6), sharex=True, sharey=True)
    for c, axes in enumerate(grid.flat):
        for x, y, color in (
            (task.x_train, task.y_train, ORANGE),
            (task.x_val, task.y_val, BLUE),
        ):
            axes.plot(x[y == c][:each].T, color=color, lw=1)
        axes.set_title(f"labeled {c}", fontsize=9.5)
    for axes in grid[1]:
        axes.set_xlabel("place")
    for axes, name, color in zip(
        grid[0, :2], ("training", "validation"), (ORANGE, BLUE), strict=True
    ):
        axes.text(0.03, 0.95, name, color=color, transform=axes.transAxes, va="top", fontsize=9)
    drift = np.std(task.x_train.mean(axis=1))
    return to_picture(
        figure,
        f"{CLASSES} panels, one for each class, with {each} training signals in orange and {each} "
        f"validation signals in blue. Signals of one class differ most in their drift: the level "
        f"alone has a standard deviation of {drift:.1f}.",
        "Each line is one signal. Some of the orange ones stand in the wrong panel.",
    )
