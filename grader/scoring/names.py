"""Which global names a cell's text uses and binds, found without running it."""

import ast
import dis
import inspect
import re
import types
import warnings
from functools import lru_cache
from typing import NamedTuple

from grader.autograde.python_text import tree

FROM_IPYTHON = re.compile(r"=[ \t]*[%!].*$", re.MULTILINE)
HELP = re.compile(r"^.*\?[ \t]*$", re.MULTILINE)

KEPT = 5_000
"""Characters of the longest text whose names are remembered: a lesson's cells come every time."""

LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
AT_ONCE = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


class Names(NamedTuple):
    """Global names of one cell.

    Attributes
    ----------
    used : frozenset of str
        Those whose values it takes from cells that ran before, or from Python itself.
    bound : frozenset of str
        Those that it gives a value.
    """

    used: frozenset
    bound: frozenset


def names(text):
    """Find the names of a cell.

    Parameters
    ----------
    text : str
        Lines that only IPython understands are passed over.

    Returns
    -------
    Names
        None at all where Python would refuse the text.
    """
    return (_names if len(text) <= KEPT else _names.__wrapped__)(text)


def parse(text):
    """Parse a cell, without what only IPython understands.

    IPython's own transformation takes time with the square of what it has to transform: minutes
    for a cell that is made for it.

    Parameters
    ----------
    text : str

    Returns
    -------
    ast.Module or None
        None where Python would refuse the text.
    """
    parsed = tree(text)
    if parsed is None:
        parsed = tree(HELP.sub("pass", FROM_IPYTHON.sub("= None", text)))
    return parsed


@lru_cache(maxsize=1024)
def _names(text):
    try:
        parsed = parse(text)
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(parsed or "", "cell", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Names(frozenset(), frozenset())
    seen = _Seen()
    seen.read(code)
    used = seen.used | (seen.used_later - seen.bound)
    return Names(frozenset(used), frozenset(seen.bound | seen.bound_later))


class _Seen:
    """What the compiler made of the names, in the order in which they stand.

    The compiler knows all about scopes; a name of its bytecode that is looked up among the globals
    is one.
    """

    def __init__(self):
        self.used, self.used_later = set(), set()
        self.bound, self.bound_later = set(), set()

    def read(self, code, now=True, own=True):
        """Read one code object: whether it runs right now, whether its names are the cell's own."""
        for instruction in dis.get_instructions(code):
            name, operation = instruction.argval, instruction.opname
            if isinstance(name, types.CodeType):
                self.read(name, now and _runs_at_once(name), own=False)
            elif operation in LOADS and not now:
                self.used_later.add(name)
            elif operation in LOADS and name not in self.bound:
                self.used.add(name)
            elif operation == "STORE_GLOBAL" or (own and operation == "STORE_NAME"):
                (self.bound if now else self.bound_later).add(name)


def _runs_at_once(code):
    """Whether it is no function's body, but a class's or a comprehension's."""
    return code.co_name in AT_ONCE or not code.co_flags & inspect.CO_OPTIMIZED
