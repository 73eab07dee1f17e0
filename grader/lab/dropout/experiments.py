"""The lesson's experiments by name; the code of each is one call of `show_code` away."""

from grader.lab.dropout.channels import dropped_channels
from grader.lab.dropout.doubt import doubt
from grader.lab.dropout.left_on import left_on
from grader.lab.dropout.own import own_dropout
from grader.lab.dropout.places import places
from grader.lab.dropout.rates import hidden_rates, right_labels
from grader.lab.dropout.signals import signals
from grader.lab.dropout.sure import too_sure
from grader.lab.dropout.weights import dropped_weights

__all__ = [
    "doubt",
    "dropped_channels",
    "dropped_weights",
    "hidden_rates",
    "left_on",
    "own_dropout",
    "places",
    "right_labels",
    "signals",
    "too_sure",
]
