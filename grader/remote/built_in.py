"""Which parts of Keras a description may name: built into it, without code or files of their own.

A list of what is allowed, so that what Keras gains tomorrow is refused until it is looked at.
"""

import inspect
import json
import sys

from grader.remote.plain import MAX_CONFIG

MAX_NESTING = 100
MAX_INTEGER = 100_000
UNBOUNDED = ("seed", "decay_steps", "first_decay_steps", "warmup_steps", "boundaries")
"""Settings of which nothing is made as many times."""

LAYERS = (
    "activations",
    "convolutional",
    "core",
    "merging",
    "normalization",
    "pooling",
    "preprocessing.image_preprocessing",
    "regularization",
    "reshaping",
)
"""Packages; not the recurrent and attending layers, which no lesson needs and which loop long."""

MORE_LAYERS = ("Normalization", "Rescaling")
NO_LAYERS = ("Lambda", "Wrapper", "SpectralNormalization", "AugMix", "RandAugment")
MODELS = (
    ("keras", "Sequential"),
    ("keras.src.models.functional", "Functional"),
    ("keras", "DTypePolicy"),
)
OPERATIONS = ("keras.src.ops.nn", "keras.src.ops.numpy", "keras.src.ops.math")
IN_MODELS = ("regularizers", "constraints", "initializers", "activations")
IN_SETTINGS = ("optimizers", "optimizers.schedules", "losses", "metrics")
NO_SETTINGS = ("BinaryIoU", "IoU", "MeanIoU", "OneHotIoU", "OneHotMeanIoU")
"""Their memory is the square of a setting."""

NO_FUNCTIONS = ("get", "serialize", "deserialize")
MARKERS = ("__keras_tensor__", "__tuple__", "__slice__", "__ellipsis__")
WITH_VALUES = ("__tensor__", "__numpy__")
DTYPES = ("float16", "float32", "float64", "int32", "int64", "bool")


class CannotRebuild(Exception):
    """The description holds something that is not built into Keras, or too much.

    Attributes
    ----------
    own_code : bool
        Whether all that is wrong is code of the learner's, which can be asked where it lives.
    """

    def __init__(self, message, own_code=False):
        super().__init__(message)
        self.own_code = own_code


def model_config(text):
    """Parse the description of a model, all parts of which are known.

    Initializers are replaced, for the weights are set anyway, and seeds, for layers that begin with
    the same one do not draw independently; how an inner model was compiled is left out.

    Raises
    ------
    CannotRebuild
    """
    if len(text) > MAX_CONFIG:
        raise CannotRebuild(f"its configuration has more than {MAX_CONFIG} characters")
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotRebuild("its configuration cannot be read") from None
    _require_known(tree, _in_models)
    return _reduced(tree)


def parsed(text):
    """How a model was compiled, as a dict; an empty one where the text is none.

    Parameters
    ----------
    text : str
        JSON text.
    """
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return tree if isinstance(tree, dict) else {}


def is_setting(part):
    """Whether a loss, a metric or an optimizer that was written down is built into Keras."""
    try:
        _require_known(part, _in_settings)
    except (CannotRebuild, RecursionError):
        return False
    return part is None or isinstance(part, str | dict)


def _require_known(tree, allowed, key="", depth=0):
    """Look at all parts: classes, numbers, calls."""
    if depth > MAX_NESTING:
        raise CannotRebuild("its configuration is nested too deeply")
    if type(tree) is int and abs(tree) > MAX_INTEGER and key not in UNBOUNDED:
        raise CannotRebuild(f"its {key[:50]} is more than {MAX_INTEGER}")
    if isinstance(tree, list):
        for item in tree:
            _require_known(item, allowed, key, depth + 1)
    if isinstance(tree, dict):
        if "class_name" in tree and not _known(tree, allowed):
            name = str(tree["class_name"])[:50]
            raise CannotRebuild(f"its {name} is not built into Keras", own_code=True)
        for node in tree.get("inbound_nodes", []):
            _require_call(node)
        for name, item in tree.items():
            _require_known(item, allowed, name, depth + 1)


def _known(tree, allowed):
    """Whether a dict that names a class names one that is allowed."""
    name, module = tree["class_name"], tree.get("module")
    if name in WITH_VALUES:
        return tree.get("config", {}).get("dtype") in DTYPES
    if name == "function":
        return module == "builtins" and allowed(None, tree.get("config"))
    return name in MARKERS or (isinstance(module, str) and allowed(module, name))


def _require_call(node):
    """A layer that is called with no symbolic tensor computes at once, on whatever is there."""
    symbolic = '"class_name": "__keras_tensor__"' in json.dumps(node)
    if not symbolic or not isinstance(node, dict) or node.keys() != {"args", "kwargs"}:
        raise CannotRebuild("one of its layers is called with something else than a tensor")


def _in_models(module, name):
    """Whether a model may hold this class, or without a module this function."""
    import keras

    if module == "keras.layers":
        cls = getattr(keras.layers, str(name), None)
        package = getattr(cls, "__module__", "").removeprefix("keras.src.layers.").rpartition(".")
        return name in MORE_LAYERS or (package[0] in LAYERS and name not in NO_LAYERS)
    if module in OPERATIONS:
        cls = vars(sys.modules[module]).get(name)
        return inspect.isclass(cls) and issubclass(cls, keras.Operation)
    return (module, name) in MODELS or _exported(module, name, IN_MODELS)


def _in_settings(module, name):
    """Whether compile settings may hold this class, or without a module this function."""
    return name not in NO_SETTINGS and _exported(module, name, IN_SETTINGS)


def _exported(module, name, packages):
    """Whether one of these packages of Keras has this class, or without a module this function."""
    import keras

    for package in packages:
        found = keras
        for part in package.split("."):
            found = getattr(found, part)
        found = vars(found).get(name) if isinstance(name, str) else None
        if module is None and inspect.isfunction(found) and name not in NO_FUNCTIONS:
            return True
        if module == f"keras.{package}" and inspect.isclass(found):
            return True
    return False


def _reduced(tree):
    if isinstance(tree, list):
        return [_reduced(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    kept = {name: _reduced(item) for name, item in tree.items() if name != "compile_config"}
    zeros = {name: "zeros" for name in kept if name.endswith("_initializer")}
    # A layer's own precision, or the global policy that it was made under, decides about no answer.
    single = {"dtype": "float32"} if _is_float(kept.get("dtype")) else {}
    own_seeds = {"seed": None} if "seed" in kept else {}
    return kept | zeros | single | own_seeds


def _is_float(dtype):
    """Whether this is a type of floating-point numbers, or a policy, which is for them."""
    return isinstance(dtype, dict) or (isinstance(dtype, str) and "float" in dtype)
