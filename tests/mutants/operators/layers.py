"""Other layers, losses and settings of a model."""

import libcst as cst

from mutants.operators.arrays import called
from mutants.operators.calls import rewritten, texts
from mutants.operators.registry import operator

LOSSES = (
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "mse",
)
WORDS = {
    "relu": ("tanh", "linear", "elu"),
    "softmax": ("sigmoid", "linear"),
    "sigmoid": ("softmax", "linear", "tanh"),
    "adam": ("sgd", "adamw", "rmsprop"),
    "accuracy": ("mse", "top_k_categorical_accuracy"),
    "acc": ("mse",),
    "valid": ("same",),
} | {loss: tuple(other for other in LOSSES if other != loss) for loss in LOSSES}
CLASSES = {
    "L1": ("L2",),
    "L2": ("L1",),
    "l1": ("l2",),
    "l2": ("l1",),
    "Adam": ("AdamW", "SGD"),
    "Dropout": ("GaussianDropout", "AlphaDropout"),
    "BatchNormalization": ("LayerNormalization",),
    "MaxPooling2D": ("AveragePooling2D",),
    "MaxPool2D": ("AveragePooling2D",),
    "ReLU": ("LeakyReLU",),
    "Softmax": ("ReLU",),
    "Flatten": ("GlobalMaxPooling2D",),
    "RandomTranslation": ("RandomZoom",),
    "RandomRotation": ("RandomZoom",),
    "BinaryCrossentropy": ("CategoricalCrossentropy", "MeanSquaredError"),
    "CategoricalCrossentropy": ("BinaryCrossentropy", "MeanSquaredError"),
    "SparseCategoricalCrossentropy": ("CategoricalCrossentropy", "MeanSquaredError"),
}
MODULES = {
    "L1": "regularizers",
    "L2": "regularizers",
    "l1": "regularizers",
    "l2": "regularizers",
    "Adam": "optimizers",
    "BinaryCrossentropy": "losses",
    "CategoricalCrossentropy": "losses",
    "SparseCategoricalCrossentropy": "losses",
}
REGULARIZED = ("kernel_regularizer", "bias_regularizer", "activity_regularizer")


@operator("another setting", cst.SimpleString)
def another_setting(node, look):
    """A string names another activation, optimizer, loss or metric."""
    for word in WORDS.get(node.raw_value, ()):
        yield repr(word)


@operator("another setting", cst.Attribute)
def another_named_setting(node, look):
    """keras.losses.mse becomes another loss, keras.ops.relu another function."""
    base = look.code(node.value)
    if "keras" in base or base in ("ops", "activations", "losses"):
        for word in WORDS.get(node.attr.value, ()):
            if not (base.endswith("ops") and word == "linear"):
                yield f"{base}.{word}"


@operator("another layer", cst.Call)
def another_layer(node, look):
    """Dropout becomes GaussianDropout, L1 becomes L2."""
    for other in CLASSES.get(called(node), ()):
        module = MODULES.get(called(node), "layers")
        yield f"__import__('keras').{module}.{other}({', '.join(texts(node, look))})"


@operator("layer dropped", cst.Call)
def layer_dropped(node, look):
    """Dense(64)(x) becomes x."""
    if isinstance(node.func, cst.Call) and len(node.args) == 1:
        yield look.code(node.args[0].value)


@operator("layers swapped", cst.Call)
def layers_swapped(node, look):
    """Dropout(a)(Dense(64)(x)) becomes Dense(64)(Dropout(a)(x))."""
    inner = node.args[0].value if isinstance(node.func, cst.Call) and node.args else None
    if isinstance(inner, cst.Call) and isinstance(inner.func, cst.Call) and inner.args:
        yield [(node.func, look.code(inner.func)), (inner.func, look.code(node.func))]


@operator("layer added", cst.Call)
def layer_added(node, look):
    """A bias is missing, a layer of one more kind follows, logits are expected."""
    arguments = texts(node, look)
    if called(node) in ("Dense", "Conv2D") and not any("use_bias" in a for a in arguments):
        yield rewritten(node, look, [*arguments, "use_bias=False"])
    if called(node) in ("Dense", "Conv2D") and not any("regularizer" in a for a in arguments):
        yield rewritten(node, look, [*arguments, "kernel_regularizer='l2'"])
        yield rewritten(node, look, [*arguments, "activity_regularizer='l2'"])
    if called(node).endswith("Crossentropy"):
        yield rewritten(node, look, [*arguments, "from_logits=True"])
    if called(node) == "Dropout":
        yield rewritten(node, look, [*arguments, "noise_shape=(1, None)"])
        yield rewritten(node, look, [*arguments, "noise_shape=(None, 1)"])


@operator("regularizes something else", cst.Arg)
def regularizes_something_else(node, look):
    """kernel_regularizer becomes bias_regularizer, and activity_regularizer."""
    if node.keyword is not None and node.keyword.value in REGULARIZED:
        for other in REGULARIZED:
            yield f"{other}={look.code(node.value)}"


@operator("another layer", cst.List)
def neighbour_repeated(node, look):
    """A layer, with an object of its own, comes twice."""
    for element in node.elements:
        text = look.code(element.value)
        if isinstance(element.value, cst.Call) and text.split("(")[0].split(".")[-1] in REPEATED:
            items = [look.code(e.value) for e in node.elements]
            place = list(node.elements).index(element)
            yield f"[{', '.join([*items[:place], text, *items[place:]])}]"


REPEATED = ("Dense", "Dropout", "BatchNormalization", "Conv2D", "MaxPooling2D", "ReLU")
