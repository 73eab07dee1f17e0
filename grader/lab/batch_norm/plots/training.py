"""Pictures of what happens while a network trains."""

import numpy as np

from grader.lab.palette import BLACK, GRAY, GREEN, PURPLE, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

MARKS = {
    "Glorot": (PURPLE, "^", ":"),
    "He": (BLACK, "s", "--"),
    "without batch norm": (BLACK, "s", "--"),
    "He and batch norm": (GREEN, "o", "-"),
    "with batch norm": (GREEN, "o", "-"),
}
"""Color, marker and line of each arm, the same in every picture of this lesson."""


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
    axes.plot(steps, batch_means, ".", color="#AAAAAA", ms=3)
    styles = ((PURPLE, "-"), (BLACK, "--"))
    for (name, values), (color, line) in zip(running.items(), styles, strict=False):
        axes.plot(steps, values, color=color, ls=line, lw=2, label=name)
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    axes.axhline(truth, color="#555555", lw=1, ls=(0, (2, 3)))
    axes.set(xlabel="training step", ylabel="mean of the unit")
    said = "; ".join(
        f"{name}: {values[9]:.2f} after 10 steps, {values[99]:.2f} after 100, {values[-1]:.2f} at "
        f"the end"
        for name, values in running.items()
    )
    return to_picture(
        figure,
        f"Running means of a unit whose true mean is {truth:.2f}. {said}.",
        "Gray points: means of single batches. Lines: running means. Dotted: the true mean.",
    )


def accuracy_against(settings, found, label, note=""):
    """Test accuracy of each arm against a setting, with 95 % intervals.

    Parameters
    ----------
    settings : sequence of float
        All positive; their logarithm is the axis.
    found : dict of str to ndarray, shape (settings, seeds)
    label : str
        What the setting is.
    note : str
        A sentence for the caption.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.2))
    axes.grid(axis="y")
    for arm, values in found.items():
        color, marker, line = MARKS[arm]
        style = {"color": color, "marker": marker, "ls": line, "capsize": 3, "label": arm}
        axes.errorbar(settings, 100 * values.mean(axis=1), 100 * half_width(values), **style)
    axes.set(xscale="log", xlabel=label, ylabel="test accuracy (%)", ylim=(0, 100))
    axes.minorticks_off()
    axes.set_xticks(settings, [f"{setting:g}" for setting in settings])
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    said = "; ".join(
        f"{arm}: "
        + ", ".join(
            f"{100 * v.mean():.0f} % at {s:g}" for s, v in zip(settings, values, strict=True)
        )
        for arm, values in found.items()
    )
    caption = f"Mean and 95 % interval of {values.shape[1]} seeds. {note}".strip()
    return to_picture(figure, f"Test accuracy against the {label}. {said}.", caption)


def course(panels, label, log=False, styles=None):
    """Curves against the epoch, in panels side by side.

    Parameters
    ----------
    panels : dict of str to dict of str to ndarray, shape (epochs,)
        Title of the panel, name of the curve, values from epoch 1.
    label : str
        What the curves measure.
    log : bool
    styles : dict of str to (color, line), optional
        By the name of the curve; those of the arms by default.

    Returns
    -------
    Picture
    """
    styles = styles or {name: (color, line) for name, (color, _, line) in MARKS.items()}
    figure, row = new_figure(1, len(panels), size=(7.4, 3.0), sharey=True, squeeze=False)
    for axes, (title, curves) in zip(row[0], panels.items(), strict=True):
        axes.grid(axis="y", color=GRAY)
        for name, values in curves.items():
            color, line = styles[name]
            axes.plot(np.arange(1, len(values) + 1), values, color=color, ls=line, lw=2, label=name)
        axes.set(title=title, xlabel="epoch")
    row[0][0].set_ylabel(label)
    if log:
        row[0][0].set_yscale("log")
    else:
        row[0][0].set_ylim(bottom=0)
    handles, names = row[0][0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=3, frameon=False)
    said = "; ".join(
        f"{title}, {name}: from {values[0]:.2g} to {values[-1]:.2g}"
        for title, curves in panels.items()
        for name, values in curves.items()
    )
    return to_picture(figure, f"{label} against the epoch. {said}.", "Means over the seeds.")
