"""Pictures of the lesson on early stopping. Each function draws; the numbers come in."""

from grader.lab.early_stopping.plots.counting import counting
from grader.lab.early_stopping.plots.curves import seeds_over_epochs, small_sets, training_run
from grader.lab.early_stopping.plots.paths import factors, profiles, two_paths
from grader.lab.early_stopping.plots.sweeps import patience_sweep

__all__ = [
    "counting",
    "factors",
    "patience_sweep",
    "profiles",
    "seeds_over_epochs",
    "small_sets",
    "training_run",
    "two_paths",
]
