"""Pictures of two weights: where the loss is small, and how far the penalty lets them go."""

import numpy as np

from grader.lab.l1_l2 import two_weights as problem
from grader.lab.palette import BLUE, GRAY, GREEN, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture

GRID = np.linspace(-2.2, 3.2, 109)


def balls(curvature, best):
    """The unit balls of L1 and L2, each with the loss's ellipses and the best point inside.

    Parameters
    ----------
    curvature : ndarray, shape (2, 2)
    best : ndarray, shape (2,)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 2, size=(7.4, 3.7), sharey=True)
    touching = {}
    for axes, kind in zip(row, ("L1", "L2"), strict=True):
        point = touching[kind] = problem.closest_on_ball(curvature, best, kind)
        axes.fill(*problem.border(kind).T, color=GRAY, zorder=1)
        at_point = problem.loss(point, curvature, best)
        _draw_ellipses(axes, curvature, best, at_point * np.array([0.25, 0.6, 1.0, 1.6]))
        axes.scatter(*best, color=ORANGE, marker="*", s=120, zorder=3, label="loss alone")
        label = "best point of the ball"
        axes.scatter(*point, color=VERMILLION, s=60, zorder=3, label=label)
        axes.set_title(f"{kind}: ({point[0]:.2f}, {point[1]:.2f})")
        _label(axes)
    row[0].set_ylabel("$w_2$")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    said = "; ".join(f"{kind}: ({x:.2f}, {y:.2f})" for kind, (x, y) in touching.items())
    return to_picture(
        figure,
        "Ellipses of equal loss around the best weights, and a gray ball around 0: a diamond for "
        f"L1, a disc for L2. The innermost ellipse that reaches the ball touches it at {said}.",
        "Gray: the weights that the penalty allows. The blue ellipses join weights of equal loss.",
    )


def two_weights(curvature, l1, l2, path):
    """The playground's picture: the way of two weights as a penalty grows, and where they are.

    Parameters
    ----------
    curvature : ndarray, shape (2, 2)
    l1, l2 : float
    path : ndarray, shape (k, 2)
        The minima for growing strengths, the last one for l1 and l2.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 2, size=(7.4, 3.3), width_ratios=(1.35, 1))
    now, axes = path[-1], row[0]
    size = l1 * np.abs(now).sum() + l2 * np.square(now).sum()
    _draw_ellipses(axes, curvature, problem.BEST, problem.loss(now, curvature) * np.array([1.0]))
    if size > 1e-9:
        grid = np.stack(np.meshgrid(GRID, GRID), axis=-1)
        penalty = l1 * np.abs(grid).sum(axis=-1) + l2 * np.square(grid).sum(axis=-1)
        axes.contourf(GRID, GRID, penalty, [0, size], colors=[GRAY])
    axes.plot(*path.T, color=GREEN, lw=2)
    axes.scatter(*problem.BEST, color=ORANGE, marker="*", s=120, zorder=3)
    axes.scatter(*now, color=VERMILLION, s=60, zorder=3)
    beside = {"textcoords": "offset points", "fontsize": 8.5}
    axes.annotate("loss alone", problem.BEST, (6, 8), **beside)
    axes.annotate("with the penalty", now, (-6, -14), ha="right", color=VERMILLION, **beside)
    axes.set_ylabel("$w_2$")
    _label(axes)
    _draw_bars(row[1], now)
    zeros = int((now == 0).sum())
    said = f"L1 strength {l1:.2f}, L2 strength {l2:.2f}: the weights are {now[0]:.3f} and "
    said += f"{now[1]:.3f}; {zeros} of them exactly 0."
    return to_picture(figure, said, said)


def _draw_ellipses(axes, curvature, best, levels):
    levels = levels[levels > 1e-9]
    if len(levels):
        grid = np.stack(np.meshgrid(GRID, GRID), axis=-1)
        height = problem.loss(grid, curvature, best)
        axes.contour(GRID, GRID, height, levels, colors=BLUE, linewidths=1.2)


def _draw_bars(axes, now):
    axes.bar([0, 1], problem.BEST, color=GRAY, width=0.7)
    axes.bar([0, 1], now, color=VERMILLION, width=0.4)
    axes.axhline(0, color="#555555", lw=1)
    axes.set_xticks([0, 1], ["$w_1$", "$w_2$"])
    axes.set_ylim(-0.6, 2.2)
    axes.set_title("gray: loss alone")


def _label(axes):
    axes.axhline(0, color="#999999", lw=0.8, zorder=0)
    axes.axvline(0, color="#999999", lw=0.8, zorder=0)
    axes.set_aspect("equal")
    axes.set_xlabel("$w_1$")
    axes.set_xlim(-1.7, 3.1)
    axes.set_ylim(-1.3, 1.9)
