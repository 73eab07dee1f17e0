"""Pictures of what a network is unsure of."""

import numpy as np

from grader.lab.palette import BLUE, VERMILLION, hide_axes, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width


def digit_grid(images, samples, true, title):
    """Digits, each above the logits that many dropout passes gave it.

    Parameters
    ----------
    images : ndarray, shape (n, 64)
    samples : list of (mean, std), each ndarray of shape (10,)
        Of the logits, one pair a digit.
    true : ndarray, shape (n,)
        The right classes.
    title : str

    Returns
    -------
    Picture
    """
    figure, grid = new_figure(
        2, len(images), size=(7.6, 3.3), height_ratios=(1, 1.5), sharey="row", squeeze=False
    )
    for column, (image, (mean, std), label) in enumerate(zip(images, samples, true, strict=True)):
        above, below = grid[:, column]
        above.imshow(image.reshape(8, 8), cmap="gray_r")
        above.set_title(f"{label}, seen as {mean.argmax()}", fontsize=9)
        hide_axes(above)
        colors = [VERMILLION if k == mean.argmax() else BLUE for k in range(len(mean))]
        below.errorbar(range(len(mean)), mean, std, fmt="none", ecolor=colors, elinewidth=2)
        below.scatter(range(len(mean)), mean, c=colors, s=12, zorder=3)
        below.set_xticks(range(len(mean)), range(len(mean)), fontsize=7)
    grid[1, 0].set_ylabel("logit")
    grid[1, 0].set_xlabel("class", fontsize=8)
    seen = ", ".join(f"{y} seen as {m.argmax()}" for y, (m, _) in zip(true, samples, strict=True))
    return to_picture(
        figure,
        f"{title}: {len(images)} digits ({seen}), each above the mean and standard deviation of "
        "its ten logits over the passes.",
        f"{title}. Points are means over the passes, bars one standard deviation; vermillion is "
        "the class that wins.",
    )


def errors_by_doubt(named_errors):
    """Share of wrong answers in each tenth of the images, from the surest to the least sure.

    Parameters
    ----------
    named_errors : dict of str to ndarray, shape (seeds, 10)

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 2.9))
    styles = ((VERMILLION, "o", -0.1), (BLUE, "s", 0.1))
    for (name, errors), (color, marker, shift) in zip(named_errors.items(), styles, strict=False):
        half = half_width(errors.T)
        tenths = np.arange(1, 11) + shift
        options = {"color": color, "marker": marker, "capsize": 3, "label": name}
        axes.errorbar(tenths, 100 * errors.mean(axis=0), 100 * half, **options)
    axes.set_xticks(range(1, 11), ["surest", *range(2, 10), "least sure"])
    axes.set_xlabel("tenth of the test images")
    axes.set_ylabel("wrong (%)")
    axes.legend(title="sorted by", frameon=False)
    worst = "; ".join(f"{k}: {100 * e.mean(axis=0)[-1]:.0f} %" for k, e in named_errors.items())
    return to_picture(
        figure,
        f"Share of wrong answers, rising from near zero in the surest tenth of the images to, in "
        f"the least sure tenth, {worst}.",
        "Mean and 95 % interval over the seeds.",
    )
