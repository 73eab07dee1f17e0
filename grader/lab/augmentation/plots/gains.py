"""The gain of augmentation against the length of training."""

import numpy as np

from grader.lab.labels import at_ends
from grader.lab.palette import BLACK, GREEN, PURPLE, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

STYLES = ((GREEN, "^", ":"), (VERMILLION, "s", "--"), (PURPLE, "o", "-"))


def gains(moments, accuracies):
    """Test accuracy with augmentation minus that without, for each number of training images.

    Parameters
    ----------
    moments : sequence of int
        Gradient steps.
    accuracies : dict of int to dict of str to ndarray, shape (moments, seeds)
        By number of images, "none" and "augmented"; at most three numbers.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.6))
    axes.hlines(0, moments[0], moments[-1], color=BLACK, lw=1)
    said, ends = [], {}
    for (count, arms), (color, marker, line) in zip(accuracies.items(), STYLES, strict=False):
        gain = 100 * (arms["augmented"] - arms["none"])
        means, halves = gain.mean(axis=1), half_width(gain)
        axes.errorbar(moments, means, halves, color=color, marker=marker, ls=line, capsize=3)
        ends[f"{count:,} images"] = means[-1], color
        told = ", ".join(
            f"{mean:+.1f} after {moment:,}" for mean, moment in zip(means, moments, strict=True)
        )
        said.append(f"{count:,} images: {told}")
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(moments, [f"{moment:,}" for moment in moments])
    axes.set_xlim(moments[0] * 0.85, moments[-1] * 2.2)
    axes.set_xlabel("gradient steps, the same with and without augmentation")
    axes.set_ylabel("gain (points)")
    axes.grid(axis="y")
    heights, colors = zip(*ends.values(), strict=True)
    at_ends(axes, 1.08 * moments[-1], np.array(heights), list(ends), colors, size=10, gap=0.08)
    seeds = np.shape(next(iter(accuracies.values()))["none"])[1]
    return to_picture(
        figure,
        f"Gain of augmentation in points of test accuracy against gradient steps. "
        f"{'; '.join(said)}.",
        f"Test accuracy with augmentation minus that without. Mean and 95 % interval, {seeds} "
        "seeds.",
    )
