"""Other conditions: what is compared, how strictly, and what follows from it."""

import libcst as cst

from mutants.operators.registry import operator

COMPARISONS = {
    cst.LessThan: ("<=", ">"),
    cst.LessThanEqual: ("<", ">="),
    cst.GreaterThan: (">=", "<"),
    cst.GreaterThanEqual: (">", "<="),
    cst.Equal: ("!=", "<=", ">="),
    cst.NotEqual: ("==", "<", ">"),
    cst.Is: ("is not",),
    cst.IsNot: ("is",),
    cst.In: ("not in",),
    cst.NotIn: ("in",),
}


@operator("another comparison", cst.Comparison)
def another_comparison(node, look):
    """a < b becomes a <= b, and a > b."""
    for target in node.comparisons:
        for sign in COMPARISONS[type(target.operator)]:
            yield [(target, f" {sign} ({look.code(target.comparator)})")]


@operator("and, or", cst.BooleanOperation)
def and_or(node, look):
    """a and b becomes a or b, a, and b."""
    left, right = look.code(node.left), look.code(node.right)
    other = "or" if isinstance(node.operator, cst.And) else "and"
    yield f"({left}) {other} ({right})"
    yield left
    yield right


@operator("another condition", cst.If, cst.IfExp)
def another_condition(node, look):
    """What depends on a condition happens in the other case, always, and never."""
    for text in (f"not ({look.code(node.test)})", "True", "False"):
        yield [(node.test, text)]


@operator("another condition", cst.While)
def another_loop_condition(node, look):
    """A loop is not entered, or entered once."""
    yield [(node.test, "False")]
    yield "if" + look.code(node).removeprefix("while")


@operator("another condition", cst.CompIf)
def without_filter(node, look):
    """[a for a in b if c] takes every a."""
    yield ""
    yield [(node.test, f"not ({look.code(node.test)})")]
