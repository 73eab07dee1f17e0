"""Colors and figure style, defined once for the whole course.

References
----------
Okabe and Ito, "Color Universal Design": eight colors that stay distinct for color-blind readers.
"""

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
GRAY = "#D5D8DC"

KEPT, DROPPED = BLUE, GRAY
TRAINING, INFERENCE, WRONG = ORANGE, BLUE, VERMILLION


def new_figure(rows=1, columns=1, size=(7.0, 3.0), **options):
    """Figure and axes in the course's style, as from ``matplotlib.pyplot.subplots``.

    pyplot is not asked: it would keep the figure and show it a second time below the cell.

    Parameters
    ----------
    rows, columns : int
    size : (float, float)
        Width and height in inches.
    **options
        Handed on to ``Figure.subplots``.
    """
    from grader.lab.own_style import OwnFigure, own_style

    with own_style():
        figure = OwnFigure(figsize=size, layout="constrained")
        return figure, figure.subplots(rows, columns, **options)


def hide_axes(axes):
    """Leave the frame, drop ticks and labels: for pictures and masks."""
    axes.set_xticks([])
    axes.set_yticks([])
