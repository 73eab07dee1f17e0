"""Pictures of distributions, of accuracies class by class, and of signals."""

import numpy as np

from grader.lab.palette import BLUE, GRAY, GREEN, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture


def beta_densities(alphas):
    """The density of mixup's lambda for some alphas, at most four.

    Parameters
    ----------
    alphas : sequence of float

    Returns
    -------
    Picture
    """
    from scipy.stats import beta

    figure, axes = new_figure(size=(6.4, 2.8))
    x = np.linspace(0.005, 0.995, 300)
    styles = ((BLUE, "-"), (ORANGE, "--"), (GREEN, ":"), (VERMILLION, "-."))
    for alpha, (color, line) in zip(alphas, styles, strict=False):
        label = f"alpha = {alpha:g}"
        axes.plot(x, beta.pdf(x, alpha, alpha), color=color, ls=line, lw=2, label=label)
    axes.set_ylim(0, 4)
    axes.set_xlabel("lambda, the share of the sample itself")
    axes.set_ylabel("density")
    axes.legend(frameon=False)
    return to_picture(
        figure,
        "Density of lambda between 0 and 1. For a small alpha it piles up at both ends, for "
        "alpha = 1 it is flat, for a large alpha it has one hill at one half.",
        "A small alpha leaves most samples nearly as they are; a large one makes even mixtures.",
    )


def accuracy_by_class(named_accuracies):
    """Test accuracy of each class under each transform, as a table of colors.

    Parameters
    ----------
    named_accuracies : dict of str to ndarray, shape (classes,)
        Shares; one row a transform.

    Returns
    -------
    Picture
    """
    names, values = list(named_accuracies), np.array(list(named_accuracies.values()))
    figure, axes = new_figure(size=(7.2, 0.36 * len(names) + 0.7))
    axes.imshow(values, cmap="cividis", vmin=0, vmax=1, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        ink = "white" if value < 0.55 else "black"
        options = {"ha": "center", "va": "center", "color": ink, "fontsize": 9}
        axes.text(column, row, f"{100 * value:.0f}", **options)
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks(range(values.shape[1]))
    axes.set_xlabel("class; the numbers are accuracies in percent")
    axes.spines[:].set_visible(False)
    said = "; ".join(
        f"{name}: worst for {row.argmin()} with {100 * row.min():.0f} %, best for {row.argmax()} "
        f"with {100 * row.max():.0f} %"
        for name, row in named_accuracies.items()
    )
    return to_picture(
        figure, f"Accuracy by class. {said}.", "Dark: the network no longer recognizes this class."
    )


def signal_rows(panels):
    """Signals side by side, each panel with the original in gray.

    Parameters
    ----------
    panels : dict of str to (ndarray, ndarray), shapes (d,) and (m, d)
        Title to the signal and what became of it.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 2.2), sharey=True, squeeze=False)
    for axes, (title, (signal, changed)) in zip(row[0], panels.items(), strict=True):
        axes.plot(signal, color=GRAY, lw=4)
        for one, color in zip(changed, (BLUE, ORANGE, GREEN), strict=False):
            axes.plot(one, color=color, lw=1.3)
        axes.set_title(title, fontsize=9.5)
        axes.set_xlabel("place")
    return to_picture(
        figure,
        f"A signal of {len(signal)} values, in gray, and augmented versions of it: "
        f"{', '.join(panels)}.",
        "Gray and wide: the signal. Thin: what the augmentation made of it.",
    )
