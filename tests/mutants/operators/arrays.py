"""Other axes, other statistics, other copies."""

import libcst as cst

from mutants.operators.registry import operator

NAMES = {
    "sum": ("mean",),
    "mean": ("sum", "median"),
    "var": ("std",),
    "std": ("var",),
    "max": ("min",),
    "min": ("max",),
    "argmin": ("argmax",),
    "argmax": ("argmin",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "any": ("all",),
    "all": ("any",),
    "abs": ("square",),
    "square": ("abs",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "zeros_like": ("ones_like",),
    "ones_like": ("zeros_like",),
    "eigvalsh": ("eigvals",),
    "hstack": ("vstack",),
    "vstack": ("hstack",),
    "cumsum": ("cumprod",),
    "cumprod": ("cumsum",),
    "repeat": ("tile",),
    "tile": ("repeat",),
    "sin": ("cos",),
    "cos": ("sin",),
    "log": ("log10", "log1p"),
    "exp": ("exp2", "expm1"),
    "flatnonzero": ("argsort",),
}
MODULES = ("np", "numpy", "math", "tf", "torch", "keras", "ops", "special")
NUMPY_ONLY = ("median", "square", "abs")
IDENTITIES = "abs square sqrt sign sort maximum minimum unique exp log deg2rad argsort flip cumsum"
COPIES = ("array", "copy", "deepcopy")


def called(node):
    """Name of the function or method that a call calls, without what stands before its last dot."""
    func = node.func
    if isinstance(func, cst.Attribute):
        return func.attr.value
    return func.value if isinstance(func, cst.Name) else ""


def of_module(node):
    """Whether a call is of a function of a module, such as NumPy."""
    base = node.func.value if isinstance(node.func, cst.Attribute) else None
    return isinstance(base, cst.Name) and base.value in MODULES


@operator("another function", cst.Call)
def another_function(node, look):
    """x.sum(axis=0) becomes x.mean(axis=0), np.var(x) becomes np.std(x)."""
    for other in NAMES.get(called(node), ()):
        arguments = ", ".join(["", *map(look.code, node.args)])
        if isinstance(node.func, cst.Name):
            if other in ("min", "max", "any", "all", "abs"):
                yield [(node.func, other)]
        elif other in NUMPY_ONLY and not of_module(node):
            yield f"np.{other}({look.code(node.func.value)}{arguments})"
        else:
            yield [(node.func, f"({look.code(node.func.value)}).{other}")]


@operator("call dropped", cst.Call)
def call_dropped(node, look):
    """np.abs(x) becomes x, np.maximum(x, 0) becomes x."""
    positional = [arg for arg in node.args if arg.keyword is None and not arg.star]
    if called(node) not in IDENTITIES.split() or not positional:
        return
    if isinstance(node.func, cst.Name) or of_module(node):
        yield look.code(positional[0].value)


@operator("absolute value, square", cst.BinaryOperation, cst.Call)
def absolute_square(node, look):
    """x**2 becomes abs(x), abs(x) becomes x * x."""
    if isinstance(node, cst.BinaryOperation):
        if isinstance(node.operator, cst.Power) and look.code(node.right) == "2":
            yield f"np.abs({look.code(node.left)})"
    elif called(node) == "abs" and len(node.args) == 1:
        yield f"({look.code(node.args[0].value)}) ** 2"


@operator("another axis", cst.Arg)
def another_axis(node, look):
    """axis=0 becomes axis=1, -1 and None."""
    if node.keyword is not None and node.keyword.value == "axis":
        for axis in ("0", "1", "-1", "None"):
            yield [(node.value, axis)]


@operator("ddof", cst.Call)
def other_ddof(node, look):
    """A variance over n becomes one over n - 1."""
    keywords = [arg.keyword.value for arg in node.args if arg.keyword is not None]
    if called(node) in ("var", "std") and "ddof" not in keywords:
        arguments = "".join(f"{look.code(arg)}, " for arg in node.args)
        yield f"{look.code(node.func)}({arguments}ddof=1)"


@operator("transposed", cst.Attribute)
def transposed(node, look):
    """x.T becomes x."""
    if node.attr.value == "T":
        yield look.code(node.value)


@operator("transposed", cst.BinaryOperation)
def transposed_factor(node, look):
    """a @ b becomes a.T @ b, and a @ b.T."""
    if isinstance(node.operator, cst.MatrixMultiply):
        for factor in (node.left, node.right):
            yield [(factor, f"({look.code(factor)}).T")]


@operator("not copied", cst.Call)
def not_copied(node, look):
    """x.copy() and np.array(x) become x."""
    if called(node) == "copy" and not node.args and isinstance(node.func, cst.Attribute):
        yield look.code(node.func.value)
    elif called(node) in COPIES and node.args and isinstance(node.args[0].value, cst.Name):
        name = node.args[0].value.value
        if name in look.parameters(node):  # others may be lists, which are copied anyway
            rest = "".join(f", {look.code(arg)}" for arg in node.args[1:])
            yield f"np.asarray({name}{rest})"


@operator("another place", cst.Subscript)
def another_place(node, look):
    """x[:, None] becomes x[None], x[a:b] is cut on one side only."""
    indices = [look.code(element.slice) for element in node.slice]
    if "None" in indices or "np.newaxis" in indices:
        yield look.code(node.value)
        yield f"({look.code(node.value)})[{', '.join(indices[::-1])}]"
    for element in node.slice:
        if isinstance(element.slice, cst.Slice):
            for side in (element.slice.lower, element.slice.upper):
                if side is not None:
                    yield [(side, "None")]
