"""Pictures of the lesson on L1 and L2. Each function draws; the numbers come in."""

from grader.lab.l1_l2.plots.geometry import balls, two_weights
from grader.lab.l1_l2.plots.losses import reported_curves, stacked_losses
from grader.lab.l1_l2.plots.paths import one_weight, paths, penalty_shapes
from grader.lab.l1_l2.plots.selection import kept_against_strength, shares, sorted_sizes
from grader.lab.l1_l2.plots.weights import (
    histograms,
    pixel_maps,
    what_is_left,
)

__all__ = [
    "balls",
    "histograms",
    "kept_against_strength",
    "one_weight",
    "paths",
    "penalty_shapes",
    "pixel_maps",
    "reported_curves",
    "shares",
    "sorted_sizes",
    "stacked_losses",
    "two_weights",
    "what_is_left",
]
