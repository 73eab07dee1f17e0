"""What a Keras model consists of, in words that do not depend on how it was spelled."""

import numpy as np

LEFT_OUT = {"use_bias": "no bias", "center": "no center", "scale": "no scale"}
NOISES = ("AlphaDropout", "GaussianDropout", "GaussianNoise")
DROPS = ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", *NOISES)
OF_NORMS = ("gamma", "beta", "moving_mean", "moving_variance")


def steps(model):
    """The operations from input to output, nested models unrolled, activations as steps.

    Returns
    -------
    list of str
        Such as ``["Dense(64)", "relu", "Dropout(0.5)", "Dense(1)", "sigmoid"]``.
    """
    found = []
    for operation in unrolled(model):
        kind = type(operation).__name__
        if kind != "InputLayer":
            found += _step(kind, operation)
    return found


def unrolled(model):
    """The operations of a model and of the models inside it, each as often as it is applied."""
    for operation in _applied(model):
        if hasattr(operation, "layers"):
            yield from unrolled(operation)
        else:
            yield operation


def _applied(model):
    """What a model does, in order. A Sequential has only layers, and none of them twice."""
    nodes = getattr(model, "_nodes_by_depth", None)
    if nodes is None:
        return model.layers
    return [node.operation for depth in sorted(nodes, reverse=True) for node in nodes[depth]]


def _step(kind, operation):
    sizes = ("units", "rate", "filters", "kernel_size", "pool_size")
    given = [getattr(operation, size, None) for size in sizes]
    words = [_short(value) for value in given if value is not None]
    words += [w for setting, w in LEFT_OUT.items() if getattr(operation, setting, None) is False]
    words += _unusual(operation)
    inside = ", ".join(words)
    activation = getattr(operation, "activation", None)
    name = _activation_name(activation) if callable(activation) else None
    if kind in ("ReLU", "Relu", "Softmax", "Sigmoid"):
        return [kind.lower()]
    own = [] if kind == "Activation" else [f"{kind}({inside})" if inside else kind]
    own = [] if _does_nothing(operation) else own
    return own + ([] if name in (None, "linear") else [name])


def _does_nothing(operation):
    """Whether it drops at rate 0, or adds noise of spread 0."""
    if type(operation).__name__ not in DROPS:
        return False
    return not getattr(operation, "rate", getattr(operation, "stddev", None))


def _unusual(operation):
    """Settings that are seldom given, where they are not what Keras takes by default."""
    usual = {
        "strides": getattr(operation, "pool_size", None),
        "dilation_rate": None,
        "padding": "valid",
        "noise_shape": None,
    }
    for name, default in usual.items():
        value = getattr(operation, name, None)
        ones = isinstance(value, int | tuple) and np.all(np.equal(value, 1)) and default is None
        if value is not None and value != default and not ones:
            yield f"{name} {value}"


def _activation_name(activation):
    name = getattr(activation, "__name__", type(activation).__name__)
    return name.lower() if name in ("ReLU", "Softmax") else name


def _short(value):
    return "x".join(map(str, value)) if isinstance(value, tuple) else f"{value:g}"


def drops(model):
    """Where the ordinary Dropout layers stand, and their rates; those of rate 0 left out.

    Returns
    -------
    list of (int, float)
        For each, how many layers with weights come before it, and its rate. A ReLU, a Flatten or
        a Reshape between the two makes no difference to what is dropped, and none here.
    """
    found, weighted = [], 0
    for operation in unrolled(model):
        weighted += bool(getattr(operation, "weights", []))
        if type(operation).__name__ == "Dropout" and operation.rate > 0:
            found.append((weighted, float(operation.rate)))
    return found


def same_drops(one, other):
    """Whether two models drop alike: rates differ by rounding alone, other noise not at all."""
    pairs = drops(one), drops(other)
    places, rates = ([[d[i] for d in found] for found in pairs] for i in (0, 1))
    alike = places[0] == places[1] and np.allclose(*rates, rtol=0, atol=1e-6)
    return alike and _noises(one) == _noises(other)


def _noises(model):
    """The layers that add or multiply noise of another kind in training, by name."""
    working = [each for each in unrolled(model) if not _does_nothing(each)]
    return [name for name in (type(each).__name__ for each in working) if name in NOISES]


def weights(model):
    """What the weights are for, and their shapes.

    Returns
    -------
    list of (str, tuple)
        The first is "" for kernels and biases, which no other layer's weights are taken for.
    """
    return [(w.name if w.name in OF_NORMS else "", tuple(w.shape)) for w in model.weights]


def batch_norms(model):
    """The BatchNormalization layers, in order."""
    return [op for op in unrolled(model) if type(op).__name__ == "BatchNormalization"]


def norms_work(model):
    """Whether momentum and epsilon of every BatchNormalization are such that it works at all."""
    return all(0 <= norm.momentum < 1 and norm.epsilon > 0 for norm in batch_norms(model))


def difference(seen, wanted):
    """The first step in which two models differ, in words; empty where none does."""
    for number, (one, other) in enumerate(zip(seen, wanted, strict=False), 1):
        if one != other:
            return f"{one} as step {number}, where {other} is right"
    if len(seen) > len(wanted):
        return f"{seen[len(wanted)]} as step {len(wanted) + 1}, where the model should end"
    if len(seen) < len(wanted):
        return f"nothing after step {len(seen)}, where {wanted[len(seen)]} should follow"
    return ""
