"""Pictures of the overfitting lesson. Each function draws; the numbers come in."""

from grader.lab.overfitting.plots.errors import (
    bias_and_variance,
    double_descent,
    errors_by,
    scores,
)
from grader.lab.overfitting.plots.fits import fits, refits
from grader.lab.overfitting.plots.images import digit_rows
from grader.lab.overfitting.plots.training import layer_norms, loss_panels, memory, over_epochs

__all__ = [
    "bias_and_variance",
    "digit_rows",
    "double_descent",
    "errors_by",
    "fits",
    "layer_norms",
    "loss_panels",
    "memory",
    "over_epochs",
    "refits",
    "scores",
]
