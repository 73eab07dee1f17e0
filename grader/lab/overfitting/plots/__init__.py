"""Pictures and tables of the overfitting lesson. Each function draws; the numbers come in."""

from grader.lab.overfitting.plots import curve_tables, tables
from grader.lab.overfitting.plots.errors import (
    bias_and_variance,
    double_descent,
    errors_by_degree,
    scores,
)
from grader.lab.overfitting.plots.fits import fits, refits
from grader.lab.overfitting.plots.images import digit_rows
from grader.lab.overfitting.plots.training import loss_panels, over_epochs
from grader.lab.overfitting.plots.watching import grid_playground, memory_playground

__all__ = [
    "bias_and_variance",
    "curve_tables",
    "digit_rows",
    "double_descent",
    "errors_by_degree",
    "fits",
    "grid_playground",
    "loss_panels",
    "memory_playground",
    "over_epochs",
    "refits",
    "scores",
    "tables",
]
