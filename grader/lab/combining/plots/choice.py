"""Pictures of choosing: which settings were tried, what the best one promises, what is enough."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLUE, GREEN, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.plots import MARKS
from grader.lab.statistics import half_width


def search_planes(named_trials, seed=0):
    """Where the trials of one seed lie, and how good they are on validation images.

    Parameters
    ----------
    named_trials : dict of str to grader.lab.combining.search.Trials
    seed : int
        Which one's trials.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(named_trials), size=(7.6, 3.1), sharey=True, squeeze=False)
    said = []
    for axes, (name, trials) in zip(row[0], named_trials.items(), strict=True):
        accuracy = 100 * trials.right[:, seed].mean(axis=1)
        l2, rate = trials.l2[:, seed], trials.rate[:, seed]
        colors = {"c": accuracy, "cmap": "cividis", "vmin": 10, "vmax": 90}
        dots = axes.scatter(l2, rate, s=42, edgecolor="#555555", lw=0.6, **colors)
        axes.set_xscale("log")
        axes.set_xlim(5e-6, 2)
        axes.set_xticks([1e-4, 1e-2, 1])
        axes.minorticks_off()
        axes.set_title(name)
        axes.set_xlabel("L2 strength")
        said.append(
            f"{name}: {len(np.unique(l2))} strengths from {l2.min():.1g} to {l2.max():.1g}, best "
            f"validation accuracy {accuracy.max():.0f} %, {int(np.sum(accuracy > 70))} of "
            f"{len(l2)} above 70 %"
        )
    row[0][0].set_ylabel("dropout rate")
    figure.colorbar(dots, ax=list(row[0]), label="validation accuracy (%)", shrink=0.9)
    return to_picture(
        figure,
        f"Trials by L2 strength and dropout rate. {'; '.join(said)}.",
        "One seed's trials. In the grid, three label smoothings lie on top of each other.",
    )


def optimism(counts, named_gaps):
    """How much the best of several trials promises too much.

    Parameters
    ----------
    counts : sequence of int
        Trials to choose among.
    named_gaps : dict of str to ndarray, shape (counts, seeds)
        Shares, shown in points.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(6.6, 3.3))
    for (name, gaps), (color, marker, line) in zip(named_gaps.items(), cycle(MARKS), strict=False):
        options = {"color": color, "marker": marker, "ls": line, "capsize": 3, "label": name}
        axes.errorbar(counts, 100 * gaps.mean(axis=1), 100 * half_width(gaps), **options)
    axes.axhline(0, color="#555555", lw=1)
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(counts, counts)
    axes.set(xlabel="trials to choose among", ylabel="promised minus true (points)")
    axes.grid(axis="y")
    axes.legend(title="chosen by", frameon=False, fontsize=8.5)
    said = "; ".join(
        f"{name}: {100 * gaps[0].mean():.1f} points for {counts[0]} trial, "
        f"{100 * gaps[-1].mean():.1f} for {counts[-1]}"
        for name, gaps in named_gaps.items()
    )
    seeds = next(iter(named_gaps.values())).shape[1]
    return to_picture(
        figure,
        f"Validation accuracy of the best trial minus its accuracy on other images. {said}.",
        f"Mean and 95 % interval, {seeds} seeds.",
    )


def widths(units, errors, standard_errors, best, rule):
    """Cross-validated errors of networks of several widths, and which one a rule takes.

    Parameters
    ----------
    units : sequence of int
    errors, standard_errors : ndarray, shape (widths,)
    best, rule : int
        Places of the least error and of the rule's choice.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(6.6, 3.2))
    axes.errorbar(units, 100 * errors, 100 * standard_errors, fmt="o-", color=BLUE, capsize=3)
    limit = 100 * (errors[best] + standard_errors[best])
    axes.axhline(limit, color=GREEN, ls="--", lw=1.5, label="least error + its standard error")
    for place, marker, color, name in (
        (best, "s", VERMILLION, "least error"),
        (rule, "D", GREEN, "the rule's choice"),
    ):
        options = {"mfc": "none", "mew": 2, "ls": "", "ms": 13 if place == best else 17}
        axes.plot(units[place], 100 * errors[place], marker, color=color, label=name, **options)
    axes.set_xscale("log", base=2)
    axes.set_xticks(units, units)
    axes.set(xlabel="hidden units", ylabel="cross-validated error (%)")
    axes.legend(frameon=False)
    return to_picture(
        figure,
        f"Error against hidden units: least at {units[best]}, {100 * errors[best]:.1f} %. The "
        f"limit is {limit:.1f} %, and the smallest network below it has {units[rule]} units.",
        "Bars: one standard error of the mean over the folds.",
    )
