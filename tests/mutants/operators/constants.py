"""Other constants: numbers, truth values, and words that choose between ways to compute."""

import libcst as cst

from mutants.operators.registry import operator

WORDS = {
    "min": ("max",),
    "max": ("min",),
    "log": ("linear",),
    "linear": ("log",),
    "constant": ("edge", "wrap"),
    "val_loss": ("loss", "val_accuracy"),
    "float32": ("float16",),
}


@operator("another number", cst.Integer)
def another_integer(node, look):
    """0 becomes 1 and -1, 1 becomes 0 and 2, n becomes n + 1, n - 1 and -n."""
    value = node.evaluated_value
    for other in dict.fromkeys((value + 1, value - 1, -value)):
        if other != value:
            yield str(other)


@operator("another number", cst.Float)
def another_float(node, look):
    """A number twice and half as large, one larger, of the other sign; 0.0 becomes 1.0."""
    value = node.evaluated_value
    for other in dict.fromkeys((2 * value, 0.5 * value, value + 1, -value)):
        if other != value:
            yield repr(other)


@operator("True, False", cst.Name)
def other_truth(node, look):
    """True becomes False."""
    if node.value in ("True", "False"):
        yield str(node.value != "True")


@operator("another word", cst.SimpleString)
def another_word(node, look):
    """A string chooses another way, such as "max" in the place of "min"."""
    for word in WORDS.get(node.raw_value, ()):
        yield repr(word)


@operator("default dropped", cst.Param)
def default_dropped(node, look):
    """def f(x, training=True) becomes def f(x, training), where no default follows."""
    parameters = look.around(node, cst.FunctionDef)
    if node.default is not None and parameters and parameters.params.params[-1] is node:
        yield node.name.value
