"""Pictures of the dropout lesson. Each function draws; the numbers come in."""

from grader.lab.dropout.plots.channels import channels_dropped, filled_in
from grader.lab.dropout.plots.masks import (
    keep_counts,
    masks_side_by_side,
    one_unit,
    thinned_networks,
)
from grader.lab.dropout.plots.scale import place_of_the_mask, signal_through_layers
from grader.lab.dropout.plots.uncertainty import digit_grid, errors_by_doubt

__all__ = [
    "channels_dropped",
    "digit_grid",
    "errors_by_doubt",
    "filled_in",
    "keep_counts",
    "masks_side_by_side",
    "one_unit",
    "place_of_the_mask",
    "signal_through_layers",
    "thinned_networks",
]
