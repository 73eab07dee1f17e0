"""Other roundings and other bounds."""

import libcst as cst

from mutants.operators.arrays import called, of_module
from mutants.operators.registry import operator

ROUNDINGS = {
    "round": ("int", "int(np.ceil", "np.round"),
    "floor": ("np.ceil", "np.rint"),
    "ceil": ("np.floor", "np.rint"),
    "rint": ("np.floor", "np.ceil"),
    "int": ("round", "int(np.ceil"),
    "trunc": ("np.ceil", "np.rint"),
}


@operator("another rounding", cst.Call)
def another_rounding(node, look):
    """round(x) becomes int(x) and int(np.ceil(x)), np.floor(x) becomes np.ceil(x)."""
    if len(node.args) != 1 or not (isinstance(node.func, cst.Name) or of_module(node)):
        return
    value = node.args[0].value
    # int() around a draw or a rounded number only changes the type.
    if called(node) == "int" and not isinstance(value, cst.BinaryOperation):
        return
    for other in ROUNDINGS.get(called(node), ()):
        yield f"{other}({look.code(value)}" + ")" * (other.count("(") + 1)


@operator("not clipped", cst.Call)
def not_clipped(node, look):
    """np.clip(x, a, b) becomes x, and is open above, and below."""
    if called(node) != "clip":
        return
    x, *bounds = clipped(node, look)
    yield x
    for i in range(len(bounds)):
        kept = ["None" if i == j else bound for j, bound in enumerate(bounds)]
        yield f"np.clip({x}, {', '.join(kept)})"


@operator("clipped too soon", cst.Call)
def clipped_too_soon(node, look):
    """np.clip(a + b, 0, 1) becomes np.clip(a, 0, 1) + b."""
    x = node.args[0].value if called(node) == "clip" and of_module(node) and node.args else None
    if isinstance(x, cst.BinaryOperation):
        _, *bounds = clipped(node, look)
        for side in (x.left, x.right):
            yield look.code(x, [(side, f"np.clip({look.code(side)}, {', '.join(bounds)})")])


def clipped(node, look):
    """What a call clips, and its bounds."""
    values = [look.code(arg.value) for arg in node.args]
    return values if of_module(node) else [look.code(node.func.value), *values]
