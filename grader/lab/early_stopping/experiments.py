"""The lesson's experiments by name; the code of each is one call of `show_code` away."""

from grader.lab.early_stopping.clean import right_labels
from grader.lab.early_stopping.curves import wrong_labels
from grader.lab.early_stopping.linear import stopped_or_ridge
from grader.lab.early_stopping.monitors import monitors
from grader.lab.early_stopping.order import last_fifth
from grader.lab.early_stopping.penalized import monitored, together, with_penalty
from grader.lab.early_stopping.price import price_of_validation
from grader.lab.early_stopping.reading import between_sets, picked_epoch, restored, sweep
from grader.lab.early_stopping.watching import at, stop

__all__ = [
    "at",
    "between_sets",
    "last_fifth",
    "monitored",
    "monitors",
    "picked_epoch",
    "price_of_validation",
    "restored",
    "right_labels",
    "stop",
    "stopped_or_ridge",
    "sweep",
    "together",
    "with_penalty",
    "wrong_labels",
]
