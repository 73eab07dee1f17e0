"""Pictures of polynomials through noisy points."""

import numpy as np

from grader.lab.overfitting import curves
from grader.lab.palette import BLACK, GREEN, ORANGE, PURPLE, new_figure
from grader.lab.picture import to_picture

FINE = np.linspace(-1, 1, 300)


def draw_fit(axes, x, y, degree):
    """The true curve, the points, and the polynomial that fits them best."""
    axes.plot(FINE, curves.truth(FINE), color=GREEN, lw=1.5, ls="--", label="true curve")
    axes.plot(x, y, "o", color=ORANGE, ms=5, label="measured points")
    axes.plot(FINE, curves.fitted(x, y, degree, FINE), color=BLACK, lw=2, label="fitted polynomial")
    axes.set_ylim(-2.2, 2.2)
    axes.set_xticks([-1, 0, 1])
    axes.set_xlabel("$x$")


def fits(x, y, degrees):
    """One panel a degree: points, fitted polynomial, true curve.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
    degrees : sequence of int

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(degrees), size=(7.6, 2.8), sharey=True)
    for axes, degree in zip(row, degrees, strict=True):
        draw_fit(axes, x, y, degree)
        axes.set_title(f"degree {degree}")
    row[0].set_ylabel("$y$")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    listed = ", ".join(map(str, degrees))
    alt = f"{len(x)} noisy points with fitted polynomials of degree {listed}. The first is too "
    alt += "stiff for the wave, the second follows it, the last runs through the noise as well."
    return to_picture(figure, alt, "The same points in each panel.")


def refits(degrees, predictions, at, shown=30):
    """One panel a degree: many refits to new noise, their mean, and the true curve.

    Parameters
    ----------
    degrees : sequence of int
    predictions : sequence of ndarray, shape (refits, points)
    at : ndarray, shape (points,)
    shown : int
        Refits that are drawn; the mean is that of all.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(degrees), size=(7.6, 2.8), sharey=True)
    for axes, degree, refitted in zip(row, degrees, predictions, strict=True):
        axes.plot(at, refitted[:shown].T, color=PURPLE, lw=0.6, alpha=0.4)
        axes.plot(at, refitted.mean(axis=0), color=BLACK, lw=2, label="mean of all refits")
        axes.plot(at, curves.truth(at), color=GREEN, lw=2, ls="--", label="true curve")
        axes.set_title(f"degree {degree}")
        axes.set_xticks([-1, 0, 1])
        axes.set_xlabel("$x$")
    row[0].set_ylim(-2.2, 2.2)
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    spread = "; ".join(
        f"degree {d}: standard deviation {p.std(axis=0).mean():.2f} on average"
        for d, p in zip(degrees, predictions, strict=True)
    )
    alt = f"Polynomials refitted to new noise, with their mean and the true curve. {spread}."
    return to_picture(figure, alt, f"Thin: {shown} of {len(predictions[0])} refits.")
