"""What batch norm does to the values of single units."""

import numpy as np

from grader.lab.palette import BLACK, GREEN, PURPLE, new_figure
from grader.lab.picture import to_picture


def company(outputs, alone):
    """One sample's value of a unit, in many batches.

    Parameters
    ----------
    outputs : dict of str to ndarray, shape (batches,)
        A panel each: what it is, and the values after batch norm.
    alone : float
        The value by the statistics of all samples, the same in every batch.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(outputs), size=(7.4, 2.6), sharex=True, sharey=True)
    low = min(alone, *(values.min() for values in outputs.values()))
    high = max(alone, *(values.max() for values in outputs.values()))
    edges = np.linspace(low - 0.2, high + 0.2, 40)
    for axes, (name, values) in zip(row, outputs.items(), strict=True):
        axes.hist(values, edges, color=GREEN)
        axes.axvline(alone, color=BLACK, ls="--", lw=2)
        axes.set_title(name)
        axes.set_xlabel("value of the unit")
    row[0].set_ylabel("batches")
    said = "; ".join(f"{name}: {v.min():.1f} to {v.max():.1f}" for name, v in outputs.items())
    return to_picture(
        figure,
        f"Histograms of one unit's value for the same image in many batches. {said}. "
        f"By the statistics of all images it is always {alone:.1f}.",
        "Green: one value for each batch. Dashed: by the mean and spread of all images.",
    )


def before_and_after(before, after):
    """Distributions of some units over a batch, before batch norm and after it.

    Parameters
    ----------
    before, after : ndarray, shape (n, units)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 2, size=(7.4, 2.6))
    titles = ("before", "after, with gamma = 1 and beta = 0")
    for axes, values, color, title in zip(
        row, (before, after), (PURPLE, GREEN), titles, strict=True
    ):
        parts = axes.violinplot(values, showmeans=True, widths=0.8)
        for body in parts["bodies"]:
            body.set(facecolor=color, alpha=0.6)
        for name in ("cmeans", "cbars", "cmins", "cmaxes"):
            parts[name].set(color=color, lw=1)
        axes.axhline(0, color="#555555", lw=0.8, ls=":")
        axes.set(title=title, xlabel="unit", xticks=range(1, values.shape[1] + 1))
    row[0].set_ylabel("value in the batch")
    means, stds = before.mean(axis=0), before.std(axis=0)
    said = (
        f"Before, the units' means lie between {means.min():.1f} and {means.max():.1f}, their "
        f"standard deviations between {stds.min():.1f} and {stds.max():.1f}. After, every mean is "
        f"{abs(after.mean(axis=0)).max():.1f} and every standard deviation "
        f"{after.std(axis=0).mean():.1f}."
    )
    return to_picture(figure, said, f"Each shape is one unit over {len(before)} images. {said}")
