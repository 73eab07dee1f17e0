"""Another arithmetic: signs, operands, order."""

import re

import libcst as cst

from mutants.operators.registry import operator

SIGNS = {
    cst.Add: "- *",
    cst.Subtract: "+ /",
    cst.Multiply: "/ + **",
    cst.Divide: "* // -",
    cst.FloorDivide: "/ % *",
    cst.Modulo: "// *",
    cst.Power: "* /",
    cst.MatrixMultiply: "*",
    cst.BitAnd: "|",
    cst.BitOr: "&",
    cst.AddAssign: "-= =",
    cst.SubtractAssign: "+= =",
    cst.MultiplyAssign: "/= += =",
    cst.DivideAssign: "*= -= =",
    cst.FloorDivideAssign: "/= *=",
    cst.PowerAssign: "*=",
}
ORDERS = re.compile("permut|argsort|shuffle")
"""Of places: negative ones count from the end, in an order that is as good."""


@operator("another sign", cst.BinaryOperation)
def another_sign(node, look):
    """a + b becomes a - b."""
    left, right = look.code(node.left), look.code(node.right)
    for sign in SIGNS.get(type(node.operator), "").split():
        yield f"({left}) {sign} ({right})"


@operator("another sign", cst.AugAssign)
def another_augmented_sign(node, look):
    """a += b becomes a -= b, and a = b."""
    for sign in SIGNS.get(type(node.operator), "").split():
        yield f"{look.code(node.target)} {sign} {look.code(node.value)}"


@operator("operands swapped", cst.BinaryOperation)
def operands_swapped(node, look):
    """a - b becomes b - a; where the order does not matter, nothing changes."""
    if not isinstance(node.operator, cst.Add | cst.Multiply | cst.BitAnd | cst.BitOr):
        sign = look.code(node.operator)
        yield f"({look.code(node.right)}) {sign} ({look.code(node.left)})"


@operator("operand dropped", cst.BinaryOperation)
def operand_dropped(node, look):
    """a + b becomes a, and b."""
    yield look.code(node.left)
    yield look.code(node.right)


@operator("sign dropped", cst.UnaryOperation)
def sign_dropped(node, look):
    """-a becomes a, not a becomes a."""
    yield look.code(node.expression)


@operator("negated", cst.Assign, cst.Return)
def negated(node, look):
    """x = a becomes x = -a; so does each part of a tuple, but not an order of places."""
    value = node.value
    parts = [e.value for e in value.elements] if isinstance(value, cst.Tuple) else [value]
    numeric = cst.BinaryOperation, cst.Call, cst.Name, cst.Subscript, cst.Attribute
    for part in parts:
        if isinstance(part, numeric) and not ORDERS.search(look.code(part)):
            yield [(part, f"-({look.code(part)})")]


@operator("associated otherwise", cst.BinaryOperation)
def associated_otherwise(node, look):
    """(a + b) * c becomes a + b * c."""
    left = node.left
    if isinstance(left, cst.BinaryOperation) and left.lpar:
        inner = f"({look.code(left.right)}) {look.code(node.operator)} ({look.code(node.right)})"
        yield f"({look.code(left.left)}) {look.code(left.operator)} ({inner})"
    right = node.right
    if isinstance(right, cst.BinaryOperation) and right.lpar:
        inner = f"({look.code(node.left)}) {look.code(node.operator)} ({look.code(right.left)})"
        yield f"({inner}) {look.code(right.operator)} ({look.code(right.right)})"
