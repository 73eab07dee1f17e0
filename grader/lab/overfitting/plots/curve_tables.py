"""Tables of the experiments with polynomials, columns and random features."""

import numpy as np

from grader.lab.cells import table
from grader.lab.statistics import half_width


def _number(values, digits=3):
    return f"{np.mean(values):.{digits}f} ± {half_width(np.asarray(values)):.{digits}f}"


def degrees(errors, shown=(1, 5, 15)):
    """Training error and error on new points of some degrees, means over the repeats."""
    rows = [
        (d, f"{np.mean(errors.training[i]):.2f}", f"{np.mean(errors.new[i]):.2f}")
        for i, d in enumerate(errors.degrees)
        if d in shown
    ]
    count = errors.new.shape[1]
    headings = ("degree", "mean squared error on the points", "on new points")
    return table(headings, *rows, note=f"Mean of {count} samples.")


def choices(found):
    """Degrees chosen, the error that was expected of them, and the error on new points."""
    rows = [
        (
            name,
            f"{np.median(c.degrees):.0f} ({c.degrees.min():.0f} to {c.degrees.max():.0f})",
            f"{np.median(c.expected):.3f}",
            f"{np.median(c.new):.3f}",
        )
        for name, c in found.items()
    ]
    count = len(next(iter(found.values())).new)
    headings = ("", "degree chosen: median (range)", "error expected", "error on new points")
    return table(headings, *rows, note=f"Medians of {count} samples.")


def parts(degrees, exact, estimated):
    """Exact squared bias and variance of some degrees beside those estimated from refits."""
    rows = [
        (d, f"{exact[d][0]:.5f}", f"{e[0]:.5f}", f"{exact[d][1]:.4f}", f"{e[1]:.4f}")
        for d, e in zip(degrees, estimated, strict=True)
    ]
    headings = ("degree", "bias², exact", "bias², refits", "variance, exact", "variance, refits")
    return table(headings, *rows)


def descent(found, shown=(10, 50, 100, 200, 400, 4000)):
    """Median test errors of least squares and of ridge regression at some widths."""
    middle, ridge = (np.median(e, axis=1) for e in (found.least_squares, found.ridge))
    rows = [
        (width, f"{middle[i]:.3f}", f"{ridge[i]:.3f}")
        for i, width in enumerate(found.widths)
        if width in shown
    ]
    note = f"Median of {found.ridge.shape[1]} seeds, without the noise of the test points."
    return table(("random features", "least squares", "ridge"), *rows, note=note)


def scaling(found):
    """Honest test error and what a leak through scaling takes off it."""
    rows = []
    for name, errors in found.items():
        honest, leak = errors[:, 0], errors[:, 0] - errors[:, 1]
        rows.append((name, _number(honest), _number(leak), f"{np.mean(leak > 0):.0%}"))
    headings = ("", "test error, honest", "the leak makes it look smaller by", "smaller in")
    note = "Mean squared error in units of the variance of the target; last column: share of draws."
    return table(headings, *rows, note=note)
