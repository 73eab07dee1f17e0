"""Pictures of the batch norm lesson. Each function draws; the numbers come in."""

from grader.lab.batch_norm.plots.graph import stages
from grader.lab.batch_norm.plots.layers import effective_rates, rate_grid, spread_by_depth
from grader.lab.batch_norm.plots.shares import shared_statistics
from grader.lab.batch_norm.plots.training import accuracy_against, course, running_means
from grader.lab.batch_norm.plots.units import before_and_after, company

__all__ = [
    "accuracy_against",
    "before_and_after",
    "company",
    "course",
    "effective_rates",
    "rate_grid",
    "running_means",
    "shared_statistics",
    "spread_by_depth",
    "stages",
]
