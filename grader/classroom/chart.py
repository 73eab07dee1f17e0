"""The class as a picture: who passed what, and which mistakes the next lecture should take up."""

import importlib
import io

from grader.classroom.results import exercises_of, mistakes, shown_statuses, statuses
from grader.lab.palette import BLUE, GRAY, GREEN, ORANGE, PURPLE, VERMILLION, new_figure
from grader.learner.files import write_atomically
from grader.status import STATUSES, SYMBOLS

COLORS = dict(zip(STATUSES, (GREEN, BLUE, VERMILLION, GRAY, ORANGE, PURPLE), strict=True))
SHOWN_MISTAKES = 12
ROW = 0.3
"""Inches."""


def prepare():
    """Import what draws; it takes a second, which is spared at the end."""
    importlib.import_module("matplotlib.figure")


def write(path, name, results):
    """Write the chart as a PNG file.

    Parameters
    ----------
    path : pathlib.Path
    name : str
        Of the assignment.
    results : list of grader.classroom.results.Result
    """
    write_atomically(path, _drawn(name, results))


def _drawn(name, results):
    """The picture, as bytes."""
    exercises = exercises_of(results)
    frequent = mistakes(results).most_common(SHOWN_MISTAKES)
    heights = [len(exercises) + 3, max(len(frequent), 1) + 2.5]
    figure, (upper, lower) = new_figure(2, 1, size=(8.4, ROW * sum(heights)), height_ratios=heights)
    graded = sum(not result.failed for result in results)
    figure.suptitle(f"{name}: {graded} submission{'' if graded == 1 else 's'}")
    draw_statuses(upper, exercises, statuses(results))
    _draw_mistakes(lower, frequent)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=150)
    return content.getvalue()


def draw_statuses(axes, exercises, counted):
    """A bar for each exercise, divided by status, with the numbers in it.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    exercises : list of str
    counted : collections.Counter
        How often an exercise has a status, by pairs of both.
    """
    lefts = [0] * len(exercises)
    shown = shown_statuses(counted)
    for status in shown:
        widths = [counted[exercise, status] for exercise in exercises]
        color = COLORS[status]
        bars = axes.barh(
            exercises, widths, left=lefts, color=color, label=f"{SYMBOLS[status]} {status}"
        )
        ink = "white" if color == BLUE else "black"  # contrast of 4.5 to 1 or better
        numbers = [str(width) if width else "" for width in widths]
        axes.bar_label(bars, numbers, label_type="center", color=ink, fontsize=9)
        lefts = [left + width for left, width in zip(lefts, widths, strict=True)]
    axes.invert_yaxis()
    axes.set_xlabel("submissions")
    axes.legend(
        frameon=False,
        ncols=len(shown),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        columnspacing=1.2,
        handlelength=1,
        fontsize=9,
    )


def _draw_mistakes(axes, frequent):
    """A bar for each of the most frequent mistakes."""
    axes.set_title("Recognized mistakes" if frequent else "No mistake was recognized", loc="left")
    names = [f"{exercise}: {mistake.replace('_', ' ')}" for (exercise, mistake), _ in frequent]
    counts = [count for _, count in frequent]
    bars = axes.barh(range(len(names)), counts, color=BLUE)
    axes.set_yticks(range(len(names)), names, fontsize=8.5)
    axes.bar_label(bars, padding=3)
    axes.invert_yaxis()
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("submissions")
    if not frequent:
        axes.set_axis_off()
