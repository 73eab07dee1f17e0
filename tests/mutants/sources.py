"""The source of an exercise's answers, cut into the parts that mutants change."""

import ast
import functools
import inspect
import sys
import textwrap
from dataclasses import dataclass

REGISTERS = ("alternative", "mistake")
"""Decorators that put an answer into an exercise's bank."""


@dataclass(frozen=True)
class Part:
    """One function or class of a module: an answer, or a helper that it calls.

    Parameters
    ----------
    name : str
    source : str
        Without the decorators that register it.
    """

    name: str
    source: str


@dataclass(frozen=True)
class Answer:
    """An answer's own code.

    Parameters
    ----------
    name : str
        "reference", or the function's name.
    module : str
        Whose globals it sees.
    parts : tuple of Part
        The helpers of the same module that it calls, in the module's order, and last the answer.
    """

    name: str
    module: str
    parts: tuple

    def build(self, changed=None):
        """Run the code, with one part changed, in a copy of its module's globals.

        Parameters
        ----------
        changed : Part, optional

        Returns
        -------
        callable
            Named as the answer is.
        """
        namespace = dict(vars(sys.modules[self.module]))
        namespace.setdefault("np", sys.modules["numpy"])
        for part in self.parts:
            source = changed.source if changed and changed.name == part.name else part.source
            exec(compile(source, f"<{self.name}>", "exec"), namespace)
        return namespace[self.parts[-1].name]


def answers(exercise):
    """The right answers of an exercise that have a source of their own.

    Returns
    -------
    list of Answer
    skipped : list of str
        Names of those that have none, such as closures, which a function made.
    """
    named = [("reference", exercise.reference)]
    named += [(f.__name__, f) for f in exercise.alternatives]
    found, skipped = [], []
    for name, function in named:
        parts = _parts(function)
        if parts is None:
            skipped.append(name)
        else:
            found.append(Answer(name, function.__module__, parts))
    return found, skipped


def _parts(function):
    """The answer's part, after its helpers'; None where it cannot be run from its source."""
    if getattr(function, "__closure__", None) or "<locals>" in function.__qualname__:
        return None
    own = _source(function)
    if own is None or own.name != function.__name__:
        return None
    module = sys.modules[function.__module__]
    if inspect.unwrap(vars(module).get(own.name)) is not function:
        return None
    return (*sorted(_helpers(module, own), key=_place(module)), own)


def _helpers(module, own):
    """The parts of the module that a part names, and those that they name in turn."""
    found, open_ones = {own.name: own}, [own]
    while open_ones:
        for name in _names(open_ones.pop().source):
            value = vars(module).get(name)
            value = inspect.unwrap(value) if callable(value) else value
            if name in found or getattr(value, "__module__", None) != module.__name__:
                continue
            part = _source(value) if inspect.isroutine(value) or inspect.isclass(value) else None
            if part is not None and part.name == name and not getattr(value, "__closure__", None):
                found[name] = part
                open_ones.append(part)
    return [part for part in found.values() if part is not own]


def _names(source):
    return dict.fromkeys(n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name))


def _place(module):
    """Key that sorts parts as they stand in their module, since a class may build on another."""
    names = list(vars(module))
    return lambda part: names.index(part.name)


@functools.cache
def _source(value):
    """The part that defines a function or class; None where there is no such source."""
    try:
        source = textwrap.dedent(inspect.getsource(inspect.unwrap(value)))
        (node,) = ast.parse(source).body
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return None
    kept = [d for d in node.decorator_list if not _registers(d)]
    lines = source.splitlines()
    above = [f"@{ast.unparse(decorator)}" for decorator in kept]
    return Part(node.name, "\n".join(above + lines[node.lineno - 1 :]) + "\n")


def _registers(decorator):
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in REGISTERS
