"""Pictures of the lessons, one module a subject. Each function draws; the numbers come in."""

from grader.lab.plots.channels import channels_dropped, filled_in
from grader.lab.plots.masks import keep_counts, masks_side_by_side, one_unit, thinned_networks
from grader.lab.plots.results import against_rate, intervals, learning_curves
from grader.lab.plots.scale import place_of_the_mask, signal_through_layers
from grader.lab.plots.uncertainty import digit_grid, errors_by_doubt

__all__ = [
    "against_rate",
    "channels_dropped",
    "digit_grid",
    "errors_by_doubt",
    "filled_in",
    "intervals",
    "keep_counts",
    "learning_curves",
    "masks_side_by_side",
    "one_unit",
    "place_of_the_mask",
    "signal_through_layers",
    "thinned_networks",
]
