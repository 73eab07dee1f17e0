"""The computation graph of batch norm."""

from grader.lab.palette import BLUE, GREY, VERMILLION, new_figure
from grader.lab.picture import to_picture

# Name in the picture, and place: column and height.
PLACES = {
    "x": ("x", 0, 1),
    "mean": ("mean", 1, 0),
    "centred": ("centred", 2, 1),
    "squared": ("squared", 3, 0),
    "variance": ("variance", 4.2, 0),
    "std": ("std", 5.2, 0),
    "inverse_std": ("1 / std", 6.2, 0),
    "normalised": ("normalised", 7.2, 1),
    "out": ("out", 8.4, 1),
}
WAYS = (
    ("x", "mean"),
    ("x", "centred"),
    ("mean", "centred"),
    ("centred", "squared"),
    ("squared", "variance"),
    ("variance", "std"),
    ("std", "inverse_std"),
    ("centred", "normalised"),
    ("inverse_std", "normalised"),
    ("normalised", "out"),
)
PER_UNIT = ("mean", "variance", "std", "inverse_std")


def stages():
    """The stages from the input of batch norm to its output, and who needs whom.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(8.2, 2.3))
    for start, end in WAYS:
        forked = start in ("x", "centred")
        arrow = {"arrowstyle": "-|>", "color": VERMILLION if forked else "#555555", "lw": 1.5}
        arrow |= {"shrinkA": 19, "shrinkB": 24}
        axes.annotate("", PLACES[end][1:], PLACES[start][1:], arrowprops=arrow)
    for name, (text, column, height) in PLACES.items():
        paper = GREY if name in PER_UNIT else "white"
        box = {"boxstyle": "round,pad=0.45", "facecolor": paper, "edgecolor": BLUE}
        axes.text(column, height, text, ha="center", va="center", fontsize=9, bbox=box)
    axes.set_xlim(-0.4, 8.8)
    axes.set_ylim(-0.5, 1.5)
    axes.axis("off")
    said = ", ".join(f"{start} to {end}" for start, end in WAYS)
    return to_picture(
        figure,
        f"Computation graph of batch norm. Arrows lead from {said}.",
        "White: one value a sample and unit. Grey: one a unit, made of the whole batch. Red: where "
        "a value goes two ways, two gradients come back.",
    )
