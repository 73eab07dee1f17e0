"""Statements that are missing, or that work in place."""

import libcst as cst

from mutants.look import is_docstring
from mutants.operators.registry import operator

IN_PLACE = {
    cst.Add: ("+=", "add"),
    cst.Subtract: ("-=", "subtract"),
    cst.Multiply: ("*=", "multiply"),
    cst.Divide: ("/=", "divide"),
}


@operator("statement dropped", cst.SimpleStatementLine, cst.For, cst.If, cst.With)
def statement_dropped(node, look):
    """A statement, or a whole loop, becomes pass."""
    if isinstance(node, cst.SimpleStatementLine):
        imports = cst.Import | cst.ImportFrom | cst.Pass
        if is_docstring(node, look.parent(node)) or isinstance(node.body[0], imports):
            return
    elif isinstance(node, cst.If) and isinstance(look.parent(node), cst.If):
        return  # an elif has no place of its own
    yield "pass"


@operator("loop left early", cst.For)
def loop_left_early(node, look):
    """Only the first pass of a loop is made."""
    if isinstance(node.body, cst.IndentedBlock):
        last = node.body.body[-1]
        yield [(last, f"{look.code(last)}\n{look.indent(last)}break")]


@operator("break, continue", cst.Break, cst.Continue)
def break_continue(node, look):
    """A loop goes on where it should end, or the other way round."""
    yield "continue" if isinstance(node, cst.Break) else "break"


@operator("in place", cst.Assign)
def assigned_in_place(node, look):
    """x = x + a becomes x += a, which changes the caller's x."""
    value, target = node.value, node.targets[0].target
    if isinstance(value, cst.BinaryOperation) and type(value.operator) in IN_PLACE:
        sign = IN_PLACE[type(value.operator)][0]
        if len(node.targets) == 1 and look.code(value.left) == look.code(target):
            yield f"{look.code(target)} {sign} {look.code(value.right)}"


@operator("in place", cst.BinaryOperation)
def computed_in_place(node, look):
    """x + a writes its result into a parameter x."""
    if isinstance(node.left, cst.Name) and type(node.operator) in IN_PLACE:
        name = node.left.value
        if name in look.parameters(node):
            function = IN_PLACE[type(node.operator)][1]
            yield f"np.{function}({name}, {look.code(node.right)}, out={name})"


@operator("statements swapped", cst.SimpleStatementLine)
def statements_swapped(node, look):
    """model.add(a) and model.add(b) change places; so do x = a(x) and x = b(x)."""
    block = look.parent(node)
    if not isinstance(block, cst.IndentedBlock) or not adds(node, look):
        return
    place = list(block.body).index(node)
    following = block.body[place + 1] if place + 1 < len(block.body) else None
    if isinstance(following, cst.SimpleStatementLine) and adds(following, look) == adds(node, look):
        yield [(node, look.code(following)), (following, look.code(node))]


def adds(node, look):
    """What a statement adds to: the list or model, or the x of ``x = layer(x)``; else ""."""
    first = node.body[0]
    value = getattr(first, "value", None)
    if not isinstance(value, cst.Call):
        return ""
    if isinstance(first, cst.Expr) and isinstance(value.func, cst.Attribute):
        return look.code(value.func.value) if value.func.attr.value in ("add", "append") else ""
    names = {look.code(t.target) for t in getattr(first, "targets", ())}
    names &= {look.code(arg.value) for arg in value.args}
    return ", ".join(names)
