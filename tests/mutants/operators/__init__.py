"""Operators: each makes small changes of one kind, such as a learner's slips.

A module holds those of one concern. An operator writes text; where it replaces an expression, the
text is put into parentheses, and whoever compares codes compares their syntax trees.
"""

from mutants.operators import (
    arithmetic,
    arrays,
    calls,
    chance,
    conditions,
    constants,
    layers,
    numbers,
    sizes,
    statements,
)
from mutants.operators.registry import OPERATORS, changed

__all__ = [
    "OPERATORS",
    "arithmetic",
    "arrays",
    "calls",
    "chance",
    "changed",
    "conditions",
    "constants",
    "layers",
    "numbers",
    "sizes",
    "statements",
]
