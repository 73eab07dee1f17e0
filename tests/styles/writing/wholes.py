"""Rules on a whole function: what stands above, around what it does, its names.

Each takes the definition of a function and returns another definition, or None to leave it.
"""

import builtins

import libcst as cst

from .statements import lines, only

RULES = {}


def whole(function):
    """Register a rule under its name."""
    RULES[function.__name__.strip("_").replace("_", " ")] = function
    return function


def _above(definition, text):
    """The definition with statements of a source at the top, below its docstring."""
    body = list(definition.body.body)
    is_text = only(body[0], cst.Expr)
    start = int(is_text is not None and isinstance(is_text.value, cst.SimpleString))
    body[start:start] = lines(text)
    return definition.with_changes(body=definition.body.with_changes(body=body))


def _names(definition):
    return [p.name.value for p in definition.params.params]


def top(template, needs_parameters=True):
    """A rule that puts lines at the top, one for each parameter where {name} stands in them."""

    def apply(definition):
        names = _names(definition)
        if needs_parameters and not names:
            return None
        text = (
            "".join(template.format(name=name) for name in names)
            if "{name}" in template
            else template
        )
        return _above(definition, text)

    return apply


RULES |= {
    "prints its arguments": top('print(f"{name} = {{{name}!r:.40}}")\n'),
    "asserts that arguments are given": top("assert {name} is not None\n"),
    "imports on its own": top("import math, os, numpy\nimport numpy as np\n", False),
    "imports tensorflow's numpy name too": top("import numpy as xp\nassert xp is np\n", False),
    "with a comment": top("# First what is given, then the formula.\npass\n", False),
    "with a docstring": top('"""What the exercise asks for."""\n', False),
    "with arguments under other names": top("my_{name} = {name}\n{name} = my_{name}\n"),
    "with a random state of its own that goes unused": top(
        "spare = np.random.default_rng(0)\nspare.random(3)\n", False
    ),
}


@whole
def with_annotations(definition):
    annotation = cst.Annotation(cst.Name("object"))
    params = [p.with_changes(annotation=annotation) for p in definition.params.params]
    returns = cst.Annotation(cst.parse_expression("np.ndarray"))
    changed = definition.params.with_changes(params=params)
    return definition.with_changes(params=changed, returns=returns)


@whole
def in_a_try_statement(definition):
    return _wrapped(definition, "try:\n    pass\nfinally:\n    done = True\n")


@whole
def in_a_with_statement(definition):
    return _wrapped(definition, "with np.errstate(divide='ignore'):\n    pass\n")


@whole
def in_a_loop_that_runs_once(definition):
    return _wrapped(definition, "for _once in [0]:\n    pass\n")


@whole
def in_an_if_that_holds(definition):
    return _wrapped(definition, "if True:\n    pass\nelse:\n    raise ValueError\n")


def _wrapped(definition, text):
    (statement,) = lines(text)
    inner = statement.with_changes(body=definition.body)
    return definition.with_changes(body=cst.IndentedBlock([inner]))


@whole
def in_an_inner_function(definition):
    if (
        definition.params.star_arg is not cst.MaybeSentinel.DEFAULT
        or definition.params.kwonly_params
    ):
        return None
    inner = definition.with_changes(name=cst.Name("solve"))
    (call,) = lines(f"return solve({', '.join(_names(definition))})\n")
    return definition.with_changes(body=cst.IndentedBlock([inner, call]))


@whole
def with_other_local_names(definition):
    kept = {*_names(definition), *vars(builtins), "np", "rng"}
    assigned = {
        found.value
        for target in _targets(definition)
        for found in _all(target, cst.Name)
        if found.value not in kept
    }
    if not assigned:
        return None

    def renamed(node):
        return node.with_changes(value=f"my_{node.value}") if node.value in assigned else node

    return definition.with_changes(body=definition.body.visit(_Names(renamed)))


class _Names(cst.CSTTransformer):
    """Changes names, but neither attributes nor keywords."""

    def __init__(self, change):
        super().__init__()
        self.change = change

    def leave_Name(self, original_node, updated_node):  # noqa: N802
        return self.change(updated_node)

    def leave_Attribute(self, original_node, updated_node):  # noqa: N802
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node, updated_node):  # noqa: N802
        return updated_node.with_changes(keyword=original_node.keyword)


def _all(node, kind):
    found = []

    class Visitor(cst.CSTVisitor):
        def on_visit(self, node):
            if isinstance(node, kind):
                found.append(node)
            return not isinstance(node, cst.Attribute | cst.Subscript)

    node.visit(Visitor())
    return found


def _targets(definition):
    """What the lines of a definition assign to."""
    for node in _all(definition.body, cst.AssignTarget | cst.For | cst.CompFor):
        yield node.target
