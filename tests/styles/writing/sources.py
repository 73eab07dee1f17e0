"""Rewriting the source of an answer: to parse it, to apply a rule, and to make it run again.

A rule may be wrong at some place in some answer. So a rewritten answer counts only where it gives
what its base gives, on calls that the exercise's check makes: nobody but NumPy judges that.
"""

import contextlib
import copy
import inspect
import io
import linecache
import textwrap
import types
import warnings

import libcst as cst
import numpy as np

from grader.judge import Trial
from grader.student import local

MOST_CALLS = 12
"""Calls of a check on which an answer and its rewrite are compared."""


def code(node):
    """The source of a node."""
    return cst.Module([]).code_for_node(node)


def parsed(answer):
    """The definition of a function, without decorators; None of anything else."""
    if not isinstance(answer, types.FunctionType) or answer.__closure__:
        return None
    module = cst.parse_module(textwrap.dedent(inspect.getsource(answer)))
    (definition,) = module.body
    if not isinstance(definition, cst.FunctionDef):
        return None
    return definition.with_changes(decorators=(), leading_lines=())


def made(text, answer, name):
    """The function that a source defines, where `answer` stands."""
    file = f"<{name}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    namespace = {"np": np} | answer.__globals__
    exec(compile(text, file, "exec"), namespace)
    return namespace[answer.__name__]


class Rewriting(cst.CSTTransformer):
    """Replaces every node for which a rule gives another source or other nodes.

    Parameters
    ----------
    rule : callable
        Takes a node; returns the source of an expression, or nodes, or None to leave it.
    """

    def __init__(self, rule):
        super().__init__()
        self.rule = rule
        self.sites = 0

    def on_leave(self, original_node, updated_node):
        new = self.rule(updated_node)
        if new is None:
            return updated_node
        self.sites += 1
        return cst.parse_expression(f"({new})") if isinstance(new, str) else new


def rewritten(definition, rule):
    """The source of a definition after a rule; None where it has no place."""
    rewriting = Rewriting(rule)
    changed = definition.visit(rewriting)
    return cst.Module([changed]).code if rewriting.sites else None


def recorded(exercise, answer):
    """Calls that the check makes of an answer: arguments as they were, and what came back."""
    calls = []

    def recorder(*args, **kwargs):
        before = copy.deepcopy((args, kwargs))
        result = answer(*args, **kwargs)
        if len(calls) < MOST_CALLS:
            calls.append((*before, copy.deepcopy(result)))
        return result

    Trial(exercise, local(recorder), 7)
    return calls


def agrees(answer, calls, compare):
    """Whether an answer gives, on each recorded call, what compares with what came back then."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        try:
            return all(
                compare(answer(*copy.deepcopy(args), **copy.deepcopy(kwargs)), result)
                for args, kwargs, result in calls
            )
        except Exception:
            return False


def alike(one, other):
    """Whether two results are the same numbers in the same places."""
    if isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k]) for k in other)
    if isinstance(other, list | tuple):
        same_length = isinstance(one, list | tuple) and len(one) == len(other)
        return same_length and all(map(alike, one, other))
    if not isinstance(other, np.ndarray | np.generic | int | float):
        return one is other or one == other
    one, other = np.asarray(one), np.asarray(other)
    same = one.shape == other.shape and one.dtype.kind == other.dtype.kind
    return same and np.allclose(one, other, rtol=1e-6, atol=1e-9, equal_nan=True)


def fits(one, other):
    """Whether two results have the same form, whatever their numbers."""
    if isinstance(other, list | tuple):
        same_length = isinstance(one, list | tuple) and len(one) == len(other)
        return same_length and all(map(fits, one, other))
    if isinstance(other, np.ndarray):
        same = isinstance(one, np.ndarray) and one.ndim == other.ndim
        return same and one.dtype.kind == other.dtype.kind
    return not isinstance(one, np.ndarray) or one.ndim == 0
