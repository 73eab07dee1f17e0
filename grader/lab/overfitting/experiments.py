"""The lesson's experiments by name; the code of each is one call of `show_code` away."""

from grader.lab.overfitting.amount import amount_of_data
from grader.lab.overfitting.capacity import capacity_and_time
from grader.lab.overfitting.choosing_time import choose_time
from grader.lab.overfitting.double_descent import double_descent
from grader.lab.overfitting.exactly import bias_and_variance, refitted
from grader.lab.overfitting.imbalance import imbalance
from grader.lab.overfitting.kinds_of_labels import kinds_of_labels
from grader.lab.overfitting.leakage import scaling, select_columns
from grader.lab.overfitting.memory import memorize
from grader.lab.overfitting.polynomials import choose_degree, degrees, in_order
from grader.lab.overfitting.rules import rules
from grader.lab.overfitting.synthetic import printed_helps
from grader.lab.overfitting.transfer import transfer
from grader.lab.overfitting.wrong_labels import wrong_labels

__all__ = [
    "amount_of_data",
    "bias_and_variance",
    "capacity_and_time",
    "choose_degree",
    "choose_time",
    "degrees",
    "double_descent",
    "imbalance",
    "in_order",
    "kinds_of_labels",
    "memorize",
    "printed_helps",
    "refitted",
    "rules",
    "scaling",
    "select_columns",
    "transfer",
    "wrong_labels",
]
