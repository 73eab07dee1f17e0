"""What a check yields: criteria, the guards that come before them, and statistics for chance."""

from grader.criteria.chance import at_rate, draws_from, near
from grader.criteria.criterion import Criterion, close, holds
from grader.criteria.guards import Unacceptable, array, arrays, number, pair

__all__ = [
    "Criterion",
    "Unacceptable",
    "array",
    "arrays",
    "at_rate",
    "close",
    "draws_from",
    "holds",
    "near",
    "number",
    "pair",
]
