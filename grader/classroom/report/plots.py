"""The plots of a report, as pictures that a page holds in itself, each with its words."""

import base64
import io
import statistics
from dataclasses import dataclass

import numpy as np

from grader.classroom.chart import draw_statuses
from grader.lab.palette import BLACK, BLUE, new_figure

BINS = 10
ROW = 0.3
"""Inches."""


@dataclass(frozen=True)
class Picture:
    """A picture as the address of its data, and what it shows in words."""

    address: str
    words: str


def distribution(totals, maximum):
    """How many students have how many points.

    Parameters
    ----------
    totals : list of float
    maximum : float

    Returns
    -------
    Picture
    """
    top = max(maximum, *totals, 1e-9)
    counts, edges = np.histogram(totals, BINS, (min(0.0, *totals), top))
    figure, axes = new_figure(size=(7.0, 2.6))
    bars = axes.bar(edges[:-1], counts, np.diff(edges), align="edge", color=BLUE, edgecolor="white")
    axes.bar_label(bars, [str(count) if count else "" for count in counts], padding=2)
    median = statistics.median(totals)
    axes.axvline(median, color=BLACK, linestyle="--", linewidth=1.2)
    label = f" median {median:.3g}"
    axes.annotate(label, (median, 1.0), xycoords=("data", "axes fraction"), va="bottom")
    axes.set_xlabel(f"points of {maximum:g}")
    axes.set_ylabel("students")
    axes.yaxis.get_major_locator().set_params(integer=True)
    parts = [
        f"{low:.3g} to {high:.3g} points: {count}"
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
        if count
    ]
    return _picture(figure, f"Bar chart of students by points. {'; '.join(parts)}.")


def statuses(exercises, counted):
    """How many students have which status, for each exercise.

    Parameters
    ----------
    exercises : list of str
    counted : collections.Counter
        By pairs of exercise and status.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, ROW * (len(exercises) + 4)))
    draw_statuses(axes, exercises, counted)
    words = "Bar chart of the statuses of each exercise; the next table has its numbers."
    return _picture(figure, words)


def lessons(shares):
    """The shares of the points in each lesson, as boxes.

    Parameters
    ----------
    shares : dict of str to list of float

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, ROW * (2 * len(shares) + 3)))
    line = {"color": BLACK, "linewidth": 1.2}
    boxes = {"facecolor": BLUE, "alpha": 0.5, "edgecolor": BLACK}
    axes.boxplot(
        [[100 * share for share in each] for each in shares.values()],
        orientation="horizontal",
        tick_labels=list(shares),
        patch_artist=True,
        boxprops=boxes,
        medianprops=line,
        whis=(0, 100),
    )
    axes.invert_yaxis()
    axes.set_xlabel("share of the points in %: all, the middle half, the median")
    told = (f"{name}: {100 * statistics.median(each):.0f} %" for name, each in shares.items())
    return _picture(figure, f"Box plot of the shares in each lesson. Medians: {'; '.join(told)}.")


def _picture(figure, words):
    import matplotlib

    content = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "report"}):
        figure.savefig(content, format="svg", metadata={"Date": None})
    data = base64.b64encode(content.getvalue()).decode()
    return Picture(f"data:image/svg+xml;base64,{data}", words)
