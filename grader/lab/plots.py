"""Pictures of experiments: accuracies with their spread over seeds, and learning curves."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLUE, GREEN, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

MARKS = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (GREEN, "^", ":"), (VERMILLION, "D", "-."))


def against(settings, named_accuracies, label, mark=None, log=False):
    """Accuracy against a setting such as a rate or a strength, with 95 % intervals.

    Parameters
    ----------
    settings : sequence of float
    named_accuracies : dict of str to ndarray, shape (settings, seeds)
        Shares, shown in percent.
    label : str
        What the setting is.
    mark : (float, str), optional
        A height to mark and what it stands for.
    log : bool
        Whether the settings are spread by their logarithm; all must be positive then.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.6))
    axes.grid(axis="y")
    for (name, values), style in zip(named_accuracies.items(), cycle(MARKS), strict=False):
        color, marker, line = style
        options = {"color": color, "marker": marker, "ls": line, "capsize": 3, "label": name}
        axes.errorbar(settings, 100 * values.mean(axis=1), 100 * half_width(values), **options)
    if mark:
        axes.axhline(100 * mark[0], color="#555555", lw=1, ls=(0, (2, 3)), label=mark[1])
    if log:
        axes.set_xscale("log")
        axes.minorticks_off()
    axes.set_xticks(settings, [f"{setting:g}" for setting in settings])
    axes.set_xlabel(label)
    axes.set_ylabel("accuracy (%)")
    axes.legend(frameon=False)
    said = "; ".join(_course(name, settings, v) for name, v in named_accuracies.items())
    count = next(iter(named_accuracies.values())).shape[1]
    alt = f"Accuracy against the {label}. {said}."
    return to_picture(figure, alt, f"Mean and 95 % interval, {count} seeds.")


def _course(name, settings, accuracies):
    """In words: where a curve begins, where it is highest, where it ends."""
    means = 100 * accuracies.mean(axis=1)
    best = int(means.argmax())
    return (
        f"{name}: {means[0]:.0f} % at {settings[0]:g}, at most {means[best]:.0f} % at "
        f"{settings[best]:g}, {means[-1]:.0f} % at {settings[-1]:g}"
    )


def intervals(named_values, unit="test accuracy (%)", zero=False):
    """One line a configuration: mean, 95 % interval and the single seeds.

    Parameters
    ----------
    named_values : dict of str to ndarray, shape (seeds,)
        Shares, shown in percent.
    unit : str
        Label of the axis.
    zero : bool
        Whether to mark zero, for differences.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 0.34 * len(named_values) + 0.9))
    for height, values in enumerate(named_values.values()):
        axes.scatter(100 * values, [height] * len(values), s=10, color=ORANGE, alpha=0.7)
        spread = 100 * half_width(values[None])
        axes.errorbar(100 * values.mean(), height, xerr=spread, fmt="o", color=BLUE, capsize=3)
    if zero:
        axes.axvline(0, color="#555555", lw=1)
    axes.set_yticks(range(len(named_values)), named_values)
    axes.set_ylim(len(named_values) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.set_xlabel(unit)
    said = "; ".join(f"{name}: {100 * np.mean(v):.1f}" for name, v in named_values.items())
    return to_picture(
        figure,
        f"Means of {unit}: {said}.",
        f"Blue: mean and 95 % interval of {len(values)} seeds. Orange: the single seeds.",
    )


def learning_curves(panels, label, marks=()):
    """Curves against the epoch, in panels side by side.

    Parameters
    ----------
    panels : dict of str to dict of str to ndarray, shape (epochs,)
        Title of the panel, name of the curve, values.
    label : str
        What the curves measure.
    marks : sequence of (float, str)
        Heights to mark in every panel, and what they stand for.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.4, 2.9), sharey=True, squeeze=False)
    for axes, (title, curves) in zip(row[0], panels.items(), strict=True):
        for (name, values), (color, _, line) in zip(curves.items(), cycle(MARKS), strict=False):
            epochs = np.arange(1, len(values) + 1)
            axes.plot(epochs, values, color=color, ls=line, lw=2, label=name)
        for height, text in marks:
            axes.axhline(height, color="#555555", lw=1, ls=(0, (2, 3)))
            axes.annotate(text, (1, height), va="bottom", fontsize=8.5)
        axes.set_title(title)
        axes.set_xlabel("epoch")
        axes.legend(fontsize=8.5, frameon=False)
    row[0][0].set_ylabel(label)
    row[0][0].set_ylim(bottom=0)
    said = "; ".join(
        f"{title}, {name}: from {values[0]:.2f} to {values[-1]:.2f}"
        for title, curves in panels.items()
        for name, values in curves.items()
    )
    return to_picture(figure, f"{label} against the epoch. {said}.", f"{label} while training.")
