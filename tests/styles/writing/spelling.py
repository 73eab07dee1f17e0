"""Rules on calls and names: methods and functions of NumPy, keywords and positions, lengths."""

import functools
import inspect

import libcst as cst
import numpy as np

from .sources import code

RULES = {}
METHODS = {
    *("sum", "mean", "var", "std", "max", "min", "argmax", "argmin", "any", "all", "prod"),
    *("clip", "cumsum", "ravel", "reshape", "copy", "dot", "argsort", "repeat", "transpose"),
}
MODULES = {"np", "rng", "keras", "tf", "stats", "layers", "ops", "metrics", "linalg", "self"}
OF_GENERATORS = {
    "random": "size",
    "integers": "low high size",
    "normal": "loc scale size",
    "uniform": "low high size",
    "permutation": "x",
    "choice": "a size",
    "binomial": "n p size",
    "beta": "a b size",
    "gamma": "shape scale size",
    "standard_normal": "size",
}
"""Parameters of a generator's methods, which do not tell them themselves."""


def rule(function):
    """Register a rule under its name."""
    RULES[function.__name__.strip("_").replace("_", " ")] = function
    return function


def of_numpy(node):
    """The name of NumPy's function that a node calls and the sources of its arguments, or None."""
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name("np"), attr=cst.Name(name))):
            if not any(arg.star for arg in node.args):
                return name, [
                    code(a.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for a in node.args
                ]
    return None


@rule
def methods_as_functions(node):
    match node:
        case cst.Call(func=cst.Attribute(value=x, attr=cst.Name(name))) if name in METHODS:
            if code(x).split(".")[0] in MODULES:
                return None
            arguments = [code(x), *(code(arg).rstrip(", ") for arg in node.args)]
            return f"np.{name}({', '.join(arguments)})"
    return None


@rule
def functions_as_methods(node):
    found = of_numpy(node)
    if found and found[0] in METHODS and found[1]:
        return f"np.asarray({found[1][0]}).{found[0]}({', '.join(found[1][1:])})"
    return None


@rule
def positions_as_keywords(node):
    names = _parameters(node)
    if not names or len(names) < len(node.args) or any(arg.star for arg in node.args):
        return None
    if all(arg.keyword for arg in node.args):
        return None
    pairs = zip(names, node.args, strict=False)
    new = [f"{(arg.keyword.value if arg.keyword else n)}={code(arg.value)}" for n, arg in pairs]
    return f"{code(node.func)}({', '.join(new)})"


@rule
def keywords_as_positions(node):
    names, given = _parameters(node), {}
    if not names or any(arg.star for arg in node.args):
        return None
    for name, arg in zip(names, node.args, strict=False):
        given[arg.keyword.value if arg.keyword else name] = code(arg.value)
    in_order = names[: len(given)]
    if set(in_order) != set(given) or not any(arg.keyword for arg in node.args):
        return None
    return f"{code(node.func)}({', '.join(given[name] for name in in_order)})"


def _parameters(node):
    """Names of the parameters of the function that a node calls, where they are known."""
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name("rng"), attr=cst.Name(name))):
            return OF_GENERATORS.get(name, "").split()
        case cst.Call(func=cst.Attribute() as func) if code(func).startswith("np."):
            try:
                found = functools.reduce(getattr, code(func).split(".")[1:], np)
                parameters = inspect.signature(found).parameters.values()
            except (AttributeError, TypeError, ValueError):
                return []
            return [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    return []


@rule
def linear_algebra_by_scipy(node):
    found = code(node) if isinstance(node, cst.Attribute) else ""
    if found in ("np.linalg.solve", "np.linalg.svd", "np.linalg.lstsq", "np.linalg.eigvalsh"):
        return f"__import__('scipy.linalg').linalg.{found.rpartition('.')[2]}"
    return None


@rule
def lengths_by_shape(node):
    match node:
        case cst.Call(func=cst.Name("len"), args=[cst.Arg(value=x)]):
            return f"np.shape({code(x)})[0]"
    return None


@rule
def shape_by_len(node):
    match node:
        case cst.Subscript(
            value=cst.Attribute(value=x, attr=cst.Name("shape")),
            slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Integer(value="0")))],
        ):
            return f"len({code(x)})"
    return None


@rule
def transposes_as_functions(node):
    match node:
        case cst.Attribute(value=x, attr=cst.Name("T")):
            return f"np.transpose({code(x)})"
    return None


@rule
def none_as_newaxis(node):
    match node:
        case cst.Index(value=cst.Name("None")):
            return cst.Index(cst.parse_expression("np.newaxis"))
    return None


@rule
def without_float_and_int(node):
    match node:
        case cst.Call(func=cst.Name("float" | "int"), args=[cst.Arg(value=x)]):
            return code(x)
    return None


@rule
def float_as_item(node):
    match node:
        case cst.Call(func=cst.Name("float" | "int"), args=[cst.Arg(value=x)]):
            return f"np.asarray({code(x)}).item()"
    return None


@rule
def generators_as_lists(node):
    match node:
        case cst.Arg(value=cst.GeneratorExp(elt=elt, for_in=for_in)) if node.keyword is None:
            return node.with_changes(value=cst.ListComp(elt=elt, for_in=for_in))
    return None


@rule
def comprehensions_as_list_of_generator(node):
    if isinstance(node, cst.ListComp):
        return f"list({code(cst.GeneratorExp(node.elt, node.for_in))})"
    return None


@rule
def numpy_by_its_full_name(node):
    match node:
        case cst.Attribute(value=cst.Name("np")):
            return f"__import__('numpy').{node.attr.value}"
    return None
