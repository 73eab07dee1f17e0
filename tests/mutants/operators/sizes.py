"""Other sources of a size."""

import libcst as cst

from mutants.operators.arrays import called
from mutants.operators.registry import operator

LABELS = ("labels", "y", "targets")


@operator("another size", cst.Subscript)
def another_size(node, look):
    """x.shape[0] becomes x.shape[1] and x.shape[-1]."""
    is_shape = isinstance(node.value, cst.Attribute) and node.value.attr.value == "shape"
    if is_shape and len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index):
        for axis in (0, 1, -1):
            yield f"{look.code(node.value)}[{axis}]"


@operator("another size", cst.Call)
def another_length(node, look):
    """len(x) becomes x.shape[-1], x.size, and one more and less."""
    if called(node) == "len" and isinstance(node.func, cst.Name):
        x = look.code(node.args[0].value)
        yield f"({x}).shape[-1]"
        yield f"({x}).size"
        yield f"len({x}) - 1"
        yield f"len({x}) + 1"


@operator("another size", cst.Name)
def classes_that_occur(node, look):
    """n_classes becomes the number of classes that occur, or the highest of them plus one."""
    parent, parameters = look.parent(node), look.parameters(node)
    is_keyword = isinstance(parent, cst.Arg) and parent.keyword is node
    if node.value != "n_classes" or isinstance(parent, cst.Param) or is_keyword:
        return
    for labels in LABELS:
        if labels in parameters:
            yield f"len(np.unique({labels}))"
            yield f"int(np.max({labels})) + 1"


@operator("another range", cst.Call)
def another_range(node, look):
    """range(n) becomes range(n - 1), range(n + 1) and range(1, n)."""
    if called(node) not in ("range", "arange") or not node.args:
        return
    *start, stop = [look.code(arg.value) for arg in node.args if arg.keyword is None][:2]
    rest = "".join(f", {look.code(arg)}" for arg in node.args[len(start) + 1 :])
    first = start[0] if start else "0"
    for one, other in ((first, f"{stop} - 1"), (first, f"{stop} + 1"), (f"{first} + 1", stop)):
        yield f"{look.code(node.func)}({one}, {other}{rest})"
