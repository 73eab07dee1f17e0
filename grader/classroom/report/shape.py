"""The shape of an answer: what stays the same when a copy's names, comments and order change."""

import ast
import functools
import re
from dataclasses import dataclass

from grader.classroom.report.attributes import own_attributes

LONGEST = 20_000
"""Characters of an answer that are looked at."""

BLOCKS = {"body", "orelse", "finalbody", "handlers"}
SKIPPED = {"ctx", "type_comment", "kind", "type_params", "returns", "annotation", "decorator_list"}
COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)


@dataclass(frozen=True)
class Shape:
    """An answer's shape.

    Attributes
    ----------
    pieces : tuple of str
        One for each node of the syntax tree that is more than a name or a number, with two levels
        below it, in no order. Names that the answer gives itself, to attributes of its own
        classes, too, comments, docstrings, annotations, blank space, the order of statements and
        of the operands of sums and products play no part. Of what is no Python: runs of four words
        and signs.
    names : frozenset of str
        Those that the answer gives itself; not those of attributes.
    """

    pieces: tuple
    names: frozenset


def shape(text, promised=frozenset()):
    """The shape of an answer.

    Parameters
    ----------
    text : str
    promised : frozenset of str, optional
        Attributes that the exercise asks for, which keep their names.

    Returns
    -------
    Shape
    """
    # Without a class the attributes are nobody's: it is looked at once, whatever is promised.
    return _shape(text, promised if "class" in text else frozenset())


@functools.lru_cache(50_000)
def _shape(text, promised):
    try:
        tree = ast.parse(text[:LONGEST])
        names = own_names(tree)
        selves, attributes = own_attributes(tree) if "class" in text else (set(), set())
        made = _Maker(names, selves, attributes - promised)
        for statement in tree.body:
            made.labels(statement)
        own = (name for name, stands_for in names.items() if stands_for == "v")
        return Shape(tuple(made.pieces), frozenset(own))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        words = re.findall(r"\w+|[^\w\s]", re.sub(r"#.*", "", text[:LONGEST]))
        runs = (" ".join(words[place : place + 4]) for place in range(len(words) - 3))
        return Shape(tuple(runs), frozenset())


def own_names(tree):
    """Names that mean nothing outside of the answer: each with what takes its place."""
    names, outer = {}, {id(statement) for statement in tree.body}
    for node in _nodes(tree):
        kind = type(node)
        if kind is ast.Name:
            if type(node.ctx) is not ast.Load:
                names[node.id] = "v"
        elif kind is ast.arg:
            names[node.arg] = "v"
        elif kind in (ast.ExceptHandler, ast.FunctionDef, ast.ClassDef):
            if node.name and id(node) not in outer:
                names[node.name] = "v"
        elif kind in (ast.Import, ast.ImportFrom):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
    return names


def _nodes(tree):
    """As `ast.walk` from the end, without contexts and operators: half of all nodes."""
    waiting = [tree]
    while waiting:
        yield (node := waiting.pop())
        for name in node._fields:
            below = getattr(node, name, None)
            if type(below) is list:
                waiting += [each for each in below if isinstance(each, ast.AST)]
            elif isinstance(below, ast.AST) and below._fields:
                waiting.append(below)


class _Maker:
    """Makes pieces from the leaves up."""

    def __init__(self, names, selves, attributes):
        self.names, self.selves, self.attributes, self.pieces = names, selves, attributes, []

    def labels(self, node):
        """A node's labels with no, one and two levels below it; the last is a piece."""
        own = self._own(node)
        if isinstance(node, ast.Name | ast.Constant | ast.arg) or not node._fields:
            return own, own, own
        children = [labels for name in node._fields for labels in self._below(node, name)]
        if type(node) is ast.BinOp and isinstance(node.op, COMMUTATIVE):
            children.sort()
        one = f"{own}({','.join([labels[0] for labels in children])})"
        two = f"{own}({','.join([labels[1] for labels in children])})"
        if type(node) is not ast.arguments:
            self.pieces.append(two)
        return own, one, two

    def _below(self, node, name):
        """The labels of what a node holds under a name."""
        value = getattr(node, name, None)
        if value is None or name in SKIPPED:
            return []
        if isinstance(value, ast.AST):
            return [self.labels(value)]
        if not isinstance(value, list):
            return []
        if name in BLOCKS:
            for statement in value:
                if not is_text(statement):
                    self.labels(statement)  # what it holds, but not in which order
            return []
        return [self.labels(each) for each in value if isinstance(each, ast.AST)]

    def _own(self, node):
        kind = type(node)
        if kind is ast.Name:
            return self.names.get(node.id, node.id)
        if kind is ast.arg:
            return "v"
        if kind is ast.Constant:
            return repr(node.value)[:40]
        if kind is ast.Attribute:
            own = node.attr in self.attributes and getattr(node.value, "id", None) in self.selves
            return ".v" if own else f".{node.attr}"
        return f"{node.arg}=" if kind is ast.keyword else kind.__name__


def is_text(statement):
    """Whether a statement is a docstring, or another text that does nothing."""
    return type(statement) is ast.Expr and type(statement.value) is ast.Constant
