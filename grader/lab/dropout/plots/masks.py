"""Pictures of what dropout keeps: networks, masks, a single unit."""

import numpy as np

from grader.lab.palette import BLACK, BLUE, DROPPED, KEPT, ORANGE, hide_axes, new_figure
from grader.lab.picture import to_picture


def thinned_networks(masks, sizes=(4, 6, 6, 2)):
    """The same network in several training passes, its dropped units in gray.

    Parameters
    ----------
    masks : list of (mask of the first hidden layer, mask of the second)
        Boolean, True where kept; one pair a pass.
    sizes : tuple of int
        Units of each layer.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(masks), size=(7.4, 2.7))
    for number, (axes, pair) in enumerate(zip(row, masks, strict=True), 1):
        alive = [np.ones(sizes[0], bool), *pair, np.ones(sizes[-1], bool)]
        _draw_network(axes, sizes, alive)
        kept = sum(int(mask.sum()) for mask in pair)
        axes.set_title(f"pass {number}: {kept} of {sizes[1] + sizes[2]} kept")
    return to_picture(
        figure,
        "The same small network drawn once for each training pass. Other hidden units are grayed "
        "out each time, and all their connections are missing.",
        "Gray units are dropped in that pass, and their connections with them. What is left is a "
        "thinner network, another one each time, and all of them share their weights.",
    )


def _draw_network(axes, sizes, alive):
    centers = [np.arange(n) - (n - 1) / 2 for n in sizes]
    for layer in range(len(sizes) - 1):
        for i, a in enumerate(centers[layer]):
            for j, b in enumerate(centers[layer + 1]):
                if alive[layer][i] and alive[layer + 1][j]:
                    axes.plot([layer, layer + 1], [a, b], color="#9AA5B1", lw=0.7, zorder=1)
    for layer, units in enumerate(centers):
        colors = [KEPT if kept else DROPPED for kept in alive[layer]]
        axes.scatter([layer] * len(units), units, s=110, c=colors, edgecolors="white", zorder=2)
    axes.margins(0.12)
    axes.set_axis_off()


def masks_side_by_side(named_masks, rows="sample", columns="unit"):
    """Masks as grids of cells.

    Parameters
    ----------
    named_masks : dict of str to boolean ndarray, shape (n, d)
    rows, columns : str
        What a row and a column stand for.

    Returns
    -------
    Picture
    """
    from matplotlib.colors import ListedColormap

    figure, row = new_figure(1, len(named_masks), size=(7.4, 2.5), squeeze=False)
    for axes, (name, mask) in zip(row[0], named_masks.items(), strict=True):
        axes.imshow(mask, cmap=ListedColormap([DROPPED, KEPT]), vmin=0, vmax=1, aspect="auto")
        axes.set_title(f"{name}: {100 * np.mean(mask):.0f} % kept")
        axes.set_xlabel(columns)
        axes.set_ylabel(rows)
        hide_axes(axes)
    return to_picture(
        figure,
        f"Grids of blue (kept) and gray (dropped) cells, a row for each {rows} and a column for "
        f"each {columns}: {', '.join(named_masks)}.",
        "Blue is kept, gray is dropped.",
    )


def one_unit(values, without):
    """One unit's activation in many passes, and how its average settles.

    Parameters
    ----------
    values : ndarray, shape (passes,)
    without : float
        The activation without dropout.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.4, 2.9))
    draw_passes(axes, values, without)
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return to_picture(
        figure,
        f"Activation of one unit against the training pass. The points lie at two heights only, 0 "
        f"and {np.max(values):g}; their running mean settles near {without:g}.",
        "A dropped unit is 0, a kept one is scaled up. No single pass shows the true value; the "
        "average of many passes does.",
    )


def draw_passes(axes, values, without):
    """Draw into `axes` what `one_unit` shows."""
    passes = np.arange(1, len(values) + 1)
    axes.scatter(passes, values, s=9, color=BLUE, label="in this pass")
    axes.plot(passes, np.cumsum(values) / passes, color=ORANGE, lw=2, label="mean so far")
    axes.axhline(without, color=BLACK, lw=1, ls="--", label="without dropout")
    axes.set_xlabel("training pass")
    axes.set_ylabel("activation")


def keep_counts(named_masks):
    """How often each unit was kept over many passes.

    Parameters
    ----------
    named_masks : dict of str to boolean ndarray, shape (passes, d)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(named_masks), size=(7.4, 2.5), sharey=True)
    for axes, (name, masks) in zip(row, named_masks.items(), strict=True):
        axes.bar(np.arange(masks.shape[1]), masks.sum(axis=0), color=KEPT, width=0.9)
        axes.set_title(name)
        axes.set_xlabel("unit")
    row[0].set_ylabel(f"times kept in {len(masks)} passes")
    return to_picture(
        figure,
        "Bars: how often each unit was kept, for "
        + "; ".join(
            f"{name}: between {m.sum(axis=0).min()} and {m.sum(axis=0).max()} times, "
            f"{np.mean(m.sum(axis=0) == 0) * 100:.0f} % of the units never"
            for name, m in named_masks.items()
        ),
        "How often each unit of a layer was kept. Which of the two is healthy?",
    )
