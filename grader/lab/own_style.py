"""Figures in the course's style, whatever a notebook's cells have set in matplotlib.

A figure's parts take their looks from the settings of the moment in which they are made, and some
from those of the moment in which they are drawn. So each call of a figure's or its axes' methods
works under the course's own settings, and leaves those of the notebook as they are.
"""

import contextlib
import functools
import inspect

import matplotlib
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#555555",
    "axes.grid": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 11,
    "font.size": 10,
    "grid.color": "#E5E7E9",
}
"""On top of matplotlib's defaults."""

_inside = False


@contextlib.contextmanager
def own_style():
    """Have the course's settings while something is made or drawn."""
    global _inside
    if _inside:
        yield
        return
    with matplotlib.rc_context():
        _inside = True
        try:
            dict.update(matplotlib.rcParams, _settings())  # valid already
            yield
        finally:
            _inside = False


@functools.cache
def _settings():
    """All settings but that of the backend, which is the notebook's."""
    with style.context(["default", STYLE]):
        found = dict.items(matplotlib.rcParams)
        return {name: value for name, value in found if not name.startswith("backend")}


def _styled(kind):
    """Wrap the public methods of a class of matplotlib's."""

    def wrapped(method):
        @functools.wraps(method)
        def call(self, *arguments, **options):
            with own_style():
                return method(self, *arguments, **options)

        return call

    # What only tells something makes nothing, and matplotlib asks nobody to replace `cla`.
    methods = inspect.getmembers(kind, inspect.isfunction)
    return {
        name: wrapped(method)
        for name, method in methods
        if not name.startswith(("_", "get_")) and name != "cla"
    }


OwnAxes = type("OwnAxes", (Axes,), _styled(Axes))


class OwnFigure(type("StyledFigure", (Figure,), _styled(Figure))):
    """A figure in the course's style, and so are its axes."""

    def add_subplot(self, *arguments, **options):
        """Add axes, as matplotlib does."""
        return super().add_subplot(*arguments, **{"axes_class": OwnAxes} | options)
