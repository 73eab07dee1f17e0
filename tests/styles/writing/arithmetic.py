"""Rules on expressions: other spellings of arithmetic, comparisons and NumPy's calls.

Each takes a node of libcst and returns the source that takes its place, or None.
"""

import libcst as cst

from .sources import code

RULES = {}
OPERATORS = {
    cst.Add: "np.add",
    cst.Subtract: "np.subtract",
    cst.Multiply: "np.multiply",
    cst.Divide: "np.divide",
    cst.Power: "np.power",
    cst.MatrixMultiply: "np.matmul",
    cst.BitAnd: "np.logical_and",
    cst.BitOr: "np.logical_or",
}
FLIPPED = {
    cst.LessThan: (">", "np.less", ">="),
    cst.GreaterThan: ("<", "np.greater", "<="),
    cst.LessThanEqual: (">=", "np.less_equal", ">"),
    cst.GreaterThanEqual: ("<=", "np.greater_equal", "<"),
    cst.Equal: ("==", "np.equal", "!="),
    cst.NotEqual: ("!=", "np.not_equal", "=="),
}
"""Of each comparison: the one with both sides exchanged, NumPy's function, its negation."""


def rule(function):
    """Register a rule under its name."""
    RULES[function.__name__.strip("_").replace("_", " ")] = function
    return function


def product(template, operator=cst.MatrixMultiply):
    """A rule that puts both sides of a binary operation into a template."""

    def apply(node):
        if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, operator):
            return template.format(a=code(node.left), b=code(node.right))
        return None

    return apply


RULES |= {
    "a @ b by np.dot": product("np.dot({a}, {b})"),
    "a @ b by the method dot": product("np.asarray({a}).dot({b})"),
    "a @ b by tensordot": product("np.tensordot({a}, {b}, axes=1)"),
    "a @ b transposed": product("(np.transpose({b}) @ np.transpose({a})).T"),
    "a @ b by inner": product("np.inner({a}, np.transpose({b}))"),
    "a @ b by einsum": product("np.einsum('...j,j...->...', {a}, {b})"),
    "a @ b by sums": product("np.sum(np.asarray({a})[..., None] * {b}, axis=-2)"),
    "a / b by a reciprocal": product("({a}) * (1 / ({b}))", cst.Divide),
    "a / b by a power": product("({a}) * ({b}) ** -1.0", cst.Divide),
    "a - b as a + -b": product("({a}) + -({b})", cst.Subtract),
    "a - b as -(b - a)": product("-(({b}) - ({a}))", cst.Subtract),
    "a * b as b * a": product("({b}) * ({a})", cst.Multiply),
    "a + b as b + a": product("({b}) + ({a})", cst.Add),
    "a + b as a - -b": product("({a}) - -({b})", cst.Add),
    "masks by product": product("({a}) * ({b})", cst.BitAnd),
}


@rule
def operators_as_functions_of_numpy(node):
    if isinstance(node, cst.BinaryOperation) and type(node.operator) in OPERATORS:
        return f"{OPERATORS[type(node.operator)]}({code(node.left)}, {code(node.right)})"
    return None


def _comparison(node):
    """The one comparison of a node with its two sides, else None."""
    if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
        (target,) = node.comparisons
        if type(target.operator) in FLIPPED:
            return FLIPPED[type(target.operator)], code(node.left), code(target.comparator)
    return None


@rule
def comparisons_the_other_way_round(node):
    found = _comparison(node)
    return found and f"({found[2]}) {found[0][0]} ({found[1]})"


@rule
def comparisons_as_functions(node):
    found = _comparison(node)
    return found and f"{found[0][1]}({found[1]}, {found[2]})"


@rule
def comparisons_of_a_difference_with_zero(node):
    found = _comparison(node)
    return found and f"0 {found[0][0]} ({found[1]}) - ({found[2]})"


@rule
def comparisons_negated_twice(node):
    found = _comparison(node)
    return found and f"np.logical_not(({found[1]}) {found[0][2]} ({found[2]}))"


def square(template):
    """A rule that writes a square, which is x ** 2 or np.square(x), in another way."""

    def apply(node):
        match node:
            case (
                cst.BinaryOperation(left=x, operator=cst.Power(), right=cst.Integer(value="2"))
                | cst.Call(
                    func=cst.Attribute(value=cst.Name("np"), attr=cst.Name("square")),
                    args=[cst.Arg(value=x, keyword=None)],
                )
            ):
                return template.format(x=code(x))
        return None

    return apply


RULES |= {
    "x ** 2 by np.square": square("np.square({x})"),
    "x ** 2 by x * x": square("({x}) * ({x})"),
    "x ** 2 by np.power": square("np.power({x}, 2)"),
    "x ** 2 by pow": square("pow({x}, 2)"),
    "x ** 2 by abs": square("abs({x}) ** 2.0"),
    "x ** 2 by np.multiply": square("np.multiply({x}, {x})"),
    "x ** 2 by numpy's float_power": square("np.float_power({x}, 2)"),
}


@rule
def roots_by_a_power(node):
    match node:
        case cst.Call(
            func=cst.Attribute(value=cst.Name("np"), attr=cst.Name("sqrt")),
            args=[cst.Arg(value=x)],
        ):
            return f"({code(x)}) ** 0.5"
        case cst.BinaryOperation(left=x, operator=cst.Power(), right=cst.Float(value="0.5")):
            return f"np.sqrt({code(x)})"
    return None


@rule
def integers_as_floats(node):
    match node:
        case cst.BinaryOperation(left=cst.Integer(value=n), operator=op, right=x) if not isinstance(
            op, cst.Power | cst.Modulo | cst.FloorDivide
        ):
            return f"{n}.0 {code(op).strip()} ({code(x)})"
    return None


@rule
def floats_in_another_notation(node):
    return f"{float(node.value):e}" if isinstance(node, cst.Float) else None


@rule
def conditional_expressions_swapped(node):
    if isinstance(node, cst.IfExp):
        return f"({code(node.orelse)}) if not ({code(node.test)}) else ({code(node.body)})"
    return None


@rule
def minus_by_a_factor(node):
    match node:
        case cst.UnaryOperation(operator=cst.Minus(), expression=x):
            return f"-1 * ({code(x)})"
        case cst.UnaryOperation(operator=cst.BitInvert(), expression=x):
            return f"np.logical_not({code(x)})"
    return None
