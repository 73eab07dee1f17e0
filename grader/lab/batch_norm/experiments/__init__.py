"""The lesson's experiments: one visible line each, with what is worth changing."""

from grader.lab.batch_norm.experiments.depth import spread_by_depth
from grader.lab.batch_norm.experiments.introductions import small_model
from grader.lab.batch_norm.experiments.noise import batch_sizes, ghost_batches
from grader.lab.batch_norm.experiments.places import dropout_places
from grader.lab.batch_norm.experiments.rates import rates_and_epochs
from grader.lab.batch_norm.experiments.scale import initial_scales, kernel_norms
from grader.lab.batch_norm.experiments.shift import noise_after_batch_norm
from grader.lab.batch_norm.experiments.small_changes import small_changes

__all__ = [
    "batch_sizes",
    "dropout_places",
    "ghost_batches",
    "initial_scales",
    "kernel_norms",
    "noise_after_batch_norm",
    "rates_and_epochs",
    "small_changes",
    "small_model",
    "spread_by_depth",
]
