"""The computation graph of batch norm."""

from grader.lab.palette import BLACK, GRAY, VERMILLION, new_figure
from grader.lab.picture import to_picture

# Name in the picture, and place: column and height.
PLACES = {
    "x": ("x", 0, 1),
    "mean": ("mean", 1.3, 0),
    "centered": ("centered", 2.6, 1),
    "squared": ("squared", 3.9, 0),
    "variance": ("variance", 5.3, 0),
    "std": ("std", 6.6, 0),
    "inverse_std": ("inverse_std", 8.0, 0),
    "normalized": ("normalized", 9.2, 1),
    "out": ("out", 10.7, 1),
}
WAYS = (
    ("x", "mean"),
    ("x", "centered"),
    ("mean", "centered"),
    ("centered", "squared"),
    ("squared", "variance"),
    ("variance", "std"),
    ("std", "inverse_std"),
    ("centered", "normalized"),
    ("inverse_std", "normalized"),
    ("normalized", "out"),
)
PER_UNIT = ("mean", "variance", "std", "inverse_std")
HEIGHT = 0.34


def stages():
    """The stages from the input of batch norm to its output, and who needs whom.

    Returns
    -------
    Picture
    """
    from matplotlib.patches import Rectangle

    figure, axes = new_figure(size=(8.6, 2.1))
    for start, end in WAYS:
        forked = start in ("x", "centered")
        style = {"color": VERMILLION if forked else BLACK, "ls": "--" if forked else "-", "lw": 1.4}
        way = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0} | style
        axes.annotate("", _edge(end, start), _edge(start, end), arrowprops=way)
    for name, (text, column, height) in PLACES.items():
        paper, width = GRAY if name in PER_UNIT else "white", _width(name)
        corner = column - width / 2, height - HEIGHT / 2
        axes.add_patch(Rectangle(corner, width, HEIGHT, facecolor=paper, edgecolor=BLACK))
        axes.text(column, height, text, ha="center", va="center", fontsize=9)
    axes.set_xlim(-0.4, 11.1)
    axes.set_ylim(-0.3, 1.3)
    axes.axis("off")
    said = ", ".join(f"{start} to {end}" for start, end in WAYS)
    return to_picture(
        figure,
        f"Computation graph of batch norm. Arrows lead from {said}.",
        "White boxes hold one value for each sample and unit, gray boxes one for each unit. Dashed "
        "orange arrows: the value is used twice, so two gradients come back and are added up.",
    )


def _width(name):
    return 0.22 + 0.095 * len(PLACES[name][0])


def _edge(name, toward):
    """Where the line between the centers of two boxes crosses the border of the first."""
    (_, x, y), (_, far_x, far_y) = PLACES[name], PLACES[toward]
    across, up = far_x - x, far_y - y
    reach = [_width(name) / 2 / abs(across)] if across else []
    reach += [HEIGHT / 2 / abs(up)] if up else []
    return x + min(reach) * across, y + min(reach) * up
