"""The list of operators, each called with every node of its types."""

import functools
from dataclasses import dataclass


@dataclass(frozen=True)
class Operator:
    """A kind of change.

    Parameters
    ----------
    name : str
        Stands in the mutants' ids.
    types : tuple of type
        Of the nodes that it changes.
    changes : generator function ``changes(node, look)``
        Yields new texts for the node, or lists of pairs of a node and its new text.
    """

    name: str
    types: tuple
    changes: object


OPERATORS = []


def operator(name, *types):
    """Register an operator.

    Examples
    --------
    >>> @operator("negated", cst.Integer)  # doctest: +SKIP
    ... def negated(node, look):
    ...     yield f"-{look.code(node)}"
    """

    def register(changes):
        OPERATORS.append(Operator(name, types, changes))
        return changes

    return register


def changed(look):
    """Every change of a piece of code.

    Parameters
    ----------
    look : mutants.look.Look

    Yields
    ------
    name : str
        Of the operator.
    source : str
    """
    for node in look.nodes:
        for each in _operators(type(node)):
            for change in each.changes(node, look):
                edits = [(node, change)] if isinstance(change, str) else change
                yield each.name, look.replaced(edits)


@functools.cache
def _operators(node_type):
    """Those that change nodes of a type."""
    return [each for each in OPERATORS if issubclass(node_type, each.types)]
