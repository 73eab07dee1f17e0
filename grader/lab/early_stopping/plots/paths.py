"""Early stopping beside L2: factors along eigenvectors, and paths of weights."""

import numpy as np

from grader.lab.labels import at_ends
from grader.lab.palette import BLACK, BLUE, GRAY, GREEN, ORANGE, PURPLE, SKY, VERMILLION, new_figure
from grader.lab.picture import to_picture

WEIGHTS = (BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, BLACK)
WIDE, HIGH = (-0.75, 2.05), (-0.25, 1.5)


def factors(eigenvalues, named_factors, marks=None):
    """Shrinkage factors against the eigenvalue, on a logarithmic axis.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,)
    named_factors : dict of str to ndarray, shape (d,)
    marks : dict of str to ndarray, shape (k, 2), optional
        Single points to add: eigenvalues and factors.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.2))
    styles = ((BLUE, "-"), (ORANGE, "--"), (GREEN, ":"))
    for (name, values), (color, line) in zip(named_factors.items(), styles, strict=False):
        axes.plot(eigenvalues, values, color=color, ls=line, lw=2.2, label=name)
    for (name, points), color in zip((marks or {}).items(), (BLUE, ORANGE), strict=False):
        axes.plot(*points.T, "o", color=color, mec=BLACK, label=name)
    axes.set_xscale("log")
    axes.set_xlabel("eigenvalue of the Hessian (flat to the left, steep to the right)")
    axes.set_ylabel("share of the way to the minimum")
    axes.grid()
    axes.legend(frameon=False)
    said = "; ".join(
        f"{name}: from {values[0]:.2f} to {values[-1]:.2f}"
        for name, values in named_factors.items()
    )
    alt = f"Shrinkage factors, eigenvalues {eigenvalues[0]:g} to {eigenvalues[-1]:g}. {said}."
    return to_picture(
        figure, alt, "0: the weight has not left the origin. 1: it is at the minimum."
    )


def two_paths(hessian, best, descent, ridge, pairs):
    """The ways of gradient descent and of ridge regression from 0 to the minimum of two weights.

    Parameters
    ----------
    hessian : ndarray, shape (2, 2)
    best : ndarray, shape (2,)
    descent, ridge : ndarray, shape (k, 2)
        Points of the two ways.
    pairs : ndarray, shape (m, 2, 2)
        Points of descent and of ridge regression that belong together.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(6.4, 4.0))
    grid = np.stack(np.meshgrid(np.linspace(*WIDE, 141), np.linspace(*HIGH, 88)), axis=-1)
    off = grid - best
    height = np.einsum("...i,ij,...j", off, hessian, off) / 2
    levels = height.max() * np.array([0.005, 0.02, 0.06, 0.15, 0.35])
    axes.contour(grid[..., 0], grid[..., 1], height, levels, colors=GRAY)
    axes.plot(*descent.T, color=BLUE, lw=2.2, label="gradient descent, step by step")
    axes.plot(*ridge.T, color=ORANGE, lw=2.2, ls="--", label="ridge, strength falling")
    for pair in pairs:
        axes.plot(*pair.T, color="#777777", lw=1)
        axes.plot(*pair[0], "o", color=BLUE, mec=BLACK)
        axes.plot(*pair[1], "s", color=ORANGE, mec=BLACK)
    axes.plot(*best, "*", color=VERMILLION, ms=14, label="minimum of the training loss")
    axes.plot(0, 0, "o", color=BLACK)
    axes.set_aspect("equal")
    axes.set_xlabel("$w_1$")
    axes.set_ylabel("$w_2$")
    axes.legend(frameon=False, loc="lower right", fontsize=8.5)
    apart = np.linalg.norm(pairs[:, 0] - pairs[:, 1], axis=1).max()
    alt = (
        "Two paths of weights on the contours of a loss, from the origin to its minimum, bent "
        f"alike. Points that belong together are at most {apart:.2f} apart."
    )
    caption = "Thin lines join step t of gradient descent with strength 1 / (learning rate * t)."
    return to_picture(figure, alt, caption)


def profiles(panels, label, names):
    """Every weight against how far training went, in panels that share their vertical axis.

    Parameters
    ----------
    panels : dict of str to (ndarray of shape (k,), ndarray of shape (k, d))
        Label of the horizontal axis; its values and the weights.
    label : str
        What the weights are.
    names : sequence of str
        Of the d weights, written at the ends of their lines.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 4.2), sharey=True)
    for axes, (title, (settings, weights)) in zip(row, panels.items(), strict=True):
        for i, weight in enumerate(weights.T):
            line = "-" if i < len(WEIGHTS) else "--"
            axes.plot(settings, weight, color=WEIGHTS[i % len(WEIGHTS)], ls=line, lw=1.6)
        colors = [WEIGHTS[i % len(WEIGHTS)] for i in range(len(names))]
        at_ends(axes, settings[-1], weights[-1], names, colors)
        axes.axhline(0, color="#999999", lw=0.8)
        axes.set_xscale("log")
        axes.set_xlabel(title)
    row[0].set_ylabel(label)
    both = np.array([weights for _, weights in panels.values()])
    alt = (
        f"Paths of {weights.shape[1]} weights from 0, in two panels that look alike: the largest "
        f"difference is {np.abs(both[0] - both[1]).max():.2f}, the largest weight "
        f"{np.abs(both).max():.2f}."
    )
    return to_picture(figure, alt, "One line a weight.")
