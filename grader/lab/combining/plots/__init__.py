"""Pictures of the lesson on combining techniques."""

from grader.lab.combining.plots.choice import optimism, search_planes, widths
from grader.lab.combining.plots.effects import effects_matrix, two_by_two
from grader.lab.combining.plots.images import attacked_digits, confidences, input_gradients

__all__ = [
    "attacked_digits",
    "confidences",
    "effects_matrix",
    "input_gradients",
    "optimism",
    "search_planes",
    "two_by_two",
    "widths",
]
