"""Calls with other arguments."""

import libcst as cst

from mutants.operators.registry import operator


def rewritten(node, look, arguments):
    """A call's text with other arguments."""
    return f"{look.code(node.func)}({', '.join(arguments)})"


def texts(node, look):
    """The texts of a call's arguments, without the commas between them."""
    return [argument(arg, look) for arg in node.args]


def argument(arg, look):
    """An argument's text; a generator has parentheses of its own."""
    name = f"{arg.keyword.value}=" if arg.keyword is not None else ""
    return f"{arg.star}{name}{look.code(arg.value)}"


@operator("arguments swapped", cst.Call)
def arguments_swapped(node, look):
    """f(a, b) becomes f(b, a); f(p=a, q=b) becomes f(p=b, q=a)."""
    for one, other in zip(node.args, node.args[1:], strict=False):
        if (one.keyword is None) == (other.keyword is None) and not one.star and not other.star:
            yield [(one.value, look.code(other.value)), (other.value, look.code(one.value))]


@operator("argument dropped", cst.Call)
def argument_dropped(node, look):
    """f(a, b=c) becomes f(a), and f(b=c)."""
    arguments = texts(node, look)
    for i, arg in enumerate(node.args):
        needed = len(node.args) == 1 and arg.keyword is None
        if not needed or isinstance(node.func, cst.Attribute):
            yield rewritten(node, look, arguments[:i] + arguments[i + 1 :])


@operator("items swapped", cst.List, cst.Tuple)
def items_swapped(node, look):
    """[a, b] becomes [b, a]; so do the parts of a tuple that is returned."""
    for one, other in zip(node.elements, node.elements[1:], strict=False):
        if isinstance(one, cst.Element) and isinstance(other, cst.Element):
            yield [(one.value, look.code(other.value)), (other.value, look.code(one.value))]


@operator("item dropped", cst.List)
def item_dropped(node, look):
    """[a, b] becomes [a], and [b]."""
    items = [look.code(element) for element in node.elements]
    for i in range(len(items)):
        yield f"[{', '.join(items[:i] + items[i + 1 :])}]"
