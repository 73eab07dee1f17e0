"""Attributes that an answer's classes have from the answer: they are names as variables are."""

import ast
import functools
import re

ASKED = re.compile(r"[A-Za-z]\w*_\w+")
"""A word with an underscore, which in prose is the name of something in code."""


def own_attributes(tree):
    """What an answer calls the attributes of its own classes.

    Parameters
    ----------
    tree : ast.Module

    Returns
    -------
    selves, names : set of str
        What the objects are called in methods, such as "self", and what is assigned to them or
        defined in their classes.
    """
    selves, names = set(), set()
    for made in (node for node in ast.walk(tree) if type(node) is ast.ClassDef):
        methods = [each for each in made.body if type(each) is ast.FunctionDef]
        names |= {method.name for method in methods}
        selves |= {method.args.args[0].arg for method in methods if method.args.args}
        for statement in made.body:
            if type(statement) in (ast.Assign, ast.AnnAssign):
                names |= {each.id for each in ast.walk(statement) if _is_set(each, ast.Name)}
    for node in ast.walk(tree) if selves else ():
        if _is_set(node, ast.Attribute) and getattr(node.value, "id", None) in selves:
            names.add(node.attr)
    return selves, {name for name in names if not name.startswith("__")}


@functools.lru_cache(1000)
def promised(texts):
    """Names that an exercise's contract gives, as docstrings of the lesson's own texts have them.

    Parameters
    ----------
    texts : tuple of str
        What students found, and the course's own answers.

    Returns
    -------
    frozenset of str
    """
    found = set()
    for text in texts:
        try:
            nodes = list(ast.walk(ast.parse(text)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        told = [n.value for n in nodes if type(n) is ast.Constant and type(n.value) is str]
        found.update(name for each in told for name in ASKED.findall(each))
    return frozenset(found)


def _is_set(node, kind):
    return type(node) is kind and type(node.ctx) is ast.Store
