"""Pictures of the augmentation lesson. Each function draws; images and numbers come in."""

from grader.lab.augmentation.plots.gains import gains
from grader.lab.augmentation.plots.gallery import gallery
from grader.lab.augmentation.plots.geometry import bilinear, pushed_and_pulled
from grader.lab.augmentation.plots.results import accuracy_by_class, beta_densities, signal_rows

__all__ = [
    "accuracy_by_class",
    "beta_densities",
    "bilinear",
    "gains",
    "gallery",
    "pushed_and_pulled",
    "signal_rows",
]
