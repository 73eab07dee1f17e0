"""Pictures of a factorial experiment: lines that are parallel or not, and all effects at once."""

import numpy as np

from grader.lab.combining.ablation import TECHNIQUES
from grader.lab.palette import BLUE, ORANGE, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width


def two_by_two(ablation, pairs):
    """For each pair of techniques, accuracy without both, with either and with both.

    Parameters
    ----------
    ablation : grader.lab.combining.ablation.Ablation
    pairs : sequence of (str, str)
        The first along the axis, the second as two lines; all else is off.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(pairs), size=(7.6, 3.1), sharey=True, squeeze=False)
    said = []
    for axes, (one, other) in zip(row[0], pairs, strict=True):
        grid = [[ablation.of(), ablation.of(one)], [ablation.of(other), ablation.of(one, other)]]
        grid = 100 * np.array(grid)
        means, spread = grid.mean(axis=2), half_width(grid)
        for y, error, color, line, name in (
            (means[0], spread[0], BLUE, "-", f"no {other}"),
            (means[1], spread[1], ORANGE, "--", other),
        ):
            options = {"color": color, "ls": line, "marker": "o", "capsize": 3, "label": name}
            axes.errorbar([0, 1], y, error, **options)
        parallel = [means[1, 0], means[1, 0] + means[0, 1] - means[0, 0]]
        axes.plot([0, 1], parallel, color="#777777", ls=":", label="if they added up")
        axes.set_xticks([0, 1], [f"no {one}", one])
        axes.set_xlim(-0.3, 1.3)
        axes.legend(fontsize=8, frameon=False, loc="lower center")
        said.append(
            f"{one} and {other}: {means[0, 0]:.0f} % without both, {means[0, 1]:.0f} with {one}, "
            f"{means[1, 0]:.0f} with {other}, {means[1, 1]:.0f} with both, {parallel[1]:.0f} if "
            "they added up"
        )
    row[0][0].set_ylabel("test accuracy (%)")
    row[0][0].set_ylim(bottom=row[0][0].get_ylim()[0] - 9)
    seeds = ablation.accuracy.shape[-1]
    caption = f"All other techniques are off. Mean and 95 % interval, {seeds} seeds."
    return to_picture(figure, "; ".join(said) + ".", caption)


def effects_matrix(ablation):
    """Main effects on the diagonal, interactions beside it.

    Parameters
    ----------
    ablation : grader.lab.combining.ablation.Ablation

    Returns
    -------
    Picture
    """
    n = len(TECHNIQUES)
    mean, spread = np.zeros((2, n, n))
    for i, one in enumerate(TECHNIQUES):
        for j, other in enumerate(TECHNIQUES):
            values = ablation.effect(one) if i == j else ablation.interaction(one, other)
            mean[i, j], spread[i, j] = 100 * values.mean(), 100 * half_width(values)
    figure, axes = new_figure(size=(7.0, 4.6))
    limit = np.abs(mean).max() * 1.3
    shown = np.where(np.tri(n, dtype=bool), mean, np.nan)
    axes.imshow(shown, cmap="PuOr", vmin=-limit, vmax=limit, aspect="auto")
    for i, j in np.argwhere(np.tri(n, dtype=bool)):
        weight = "bold" if i == j else "normal"
        text = f"{mean[i, j]:+.1f}\n± {spread[i, j]:.1f}"
        axes.text(j, i, text, ha="center", va="center", fontsize=9, fontweight=weight)
    axes.set_xticks(range(n), [name.replace(" ", "\n") for name in TECHNIQUES])
    axes.set_yticks(range(n), TECHNIQUES)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    main = ", ".join(f"{name} {mean[i, i]:+.1f}" for i, name in enumerate(TECHNIQUES))
    pairs = ", ".join(
        f"{TECHNIQUES[i]} with {TECHNIQUES[j]} {mean[i, j]:+.1f}"
        for i, j in np.argwhere(np.tri(n, k=-1, dtype=bool))
    )
    return to_picture(
        figure,
        f"Main effects in points: {main}. Interactions: {pairs}.",
        "Points of test accuracy, with 95 % intervals. Bold: main effects. Others: interactions.",
    )
