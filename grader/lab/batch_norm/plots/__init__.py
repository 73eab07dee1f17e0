"""Pictures of the batch norm lesson. Each function draws; the numbers come in."""

from grader.lab.batch_norm.plots.graph import stages
from grader.lab.batch_norm.plots.shares import shared_statistics
from grader.lab.batch_norm.plots.training import running_means, shift_and_loss
from grader.lab.batch_norm.plots.units import before_and_after, company

__all__ = [
    "before_and_after",
    "company",
    "running_means",
    "shared_statistics",
    "shift_and_loss",
    "stages",
]
