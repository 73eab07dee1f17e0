"""Keras models as plain data: written down beside the student's code, rebuilt away from it.

Keras is imported only once a Keras model has appeared, so by then it is there.
"""

import json

import numpy as np

from grader.remote import compile_settings
from grader.remote.building import MAX_PARAMETERS, build
from grader.remote.built_in import CannotRebuild, model_config
from grader.remote.plain import MAX_CONFIG, Model, Opaque, known_type

ACTIVATIONS = ("linear", "relu", "sigmoid", "tanh", "softmax", "elu", "gelu", "selu", "silu")
NO_INPUTS = "has no inputs yet"
REGULARIZERS = ("kernel_regularizer", "bias_regularizer", "activity_regularizer")


def is_keras_model(value):
    """Whether `value` is a ``keras.Model``, told without importing Keras."""
    bases = type(value).__mro__
    return any(b.__name__ == "Model" and b.__module__.split(".")[0] == "keras" for b in bases)


def to_torch(tensor):
    """Turn a plain `Tensor` of PyTorch into a real one."""
    import torch

    return torch.from_numpy(np.array(tensor.values))


def to_plain_model(model):
    """Write a Keras model down.

    However it was spelled (Sequential, functional, nested, a subclass of either), its graph is read
    from its inputs to its outputs. Functions that a learner wrote in place of a built-in activation
    or regularizer are recognized by their values and written down under the built-in's name.

    Returns
    -------
    Model or Opaque
        `Opaque` with the reason where the model has no inputs yet or holds code of its own.
    """
    import keras

    try:
        graph = graph_of(model)
    except (AttributeError, ValueError, TypeError):
        if isinstance(model, keras.Sequential):
            return Opaque(f"a Sequential model that {NO_INPUTS}: begin it with keras.Input(...)")
        return Opaque("a Keras model with a call method of its own")
    try:
        _name_functions(graph)
        config = json.dumps(keras.saving.serialize_keras_object(graph))
        if len(config) > MAX_CONFIG:
            return Opaque("a Keras model of too many layers")
        weights = [known_type(weight) for weight in graph.get_weights()]
        return Model(config, compile_settings.written(model), weights)
    except Exception as error:  # parts of the learner's own decide what is raised
        return Opaque(f"a Keras model with code of its own in it ({str(error)[:100]})")


def graph_of(model):
    """A Keras model's own layers, from its inputs to its outputs, as a functional model."""
    import keras

    return keras.Model(_one_or_all(model.inputs), _one_or_all(model.outputs))


def rebuild(plain):
    """Make a Keras model, not compiled, from its description; built-in parts only.

    Raises
    ------
    CannotRebuild
    """
    sizes = [np.size(weight) for weight in plain.weights]
    if sum(sizes) > MAX_PARAMETERS:
        raise CannotRebuild(f"it has more than {MAX_PARAMETERS} parameters")
    if not all(w.dtype.kind in "biuf" and np.isfinite(w).all() for w in plain.weights):
        raise CannotRebuild("its weights are not finite numbers")
    config = model_config(plain.config)
    try:
        model = build(config, [np.shape(weight) for weight in plain.weights])
        model.set_weights(plain.weights)
    except CannotRebuild:
        raise
    except Exception as error:
        reason = str(error).strip().partition("\n")[0][:150]
        raise CannotRebuild(f"Keras cannot rebuild it from its configuration ({reason})") from None
    return model


def _one_or_all(tensors):
    """Keras takes a list of one tensor for another structure than the tensor itself."""
    return tensors[0] if len(tensors) == 1 else tensors


def _name_functions(model):
    """Put built-ins in the place of a learner's own functions of the same value."""
    import keras

    for layer in model.layers:
        if hasattr(layer, "layers"):
            _name_functions(layer)
        for name in REGULARIZERS:
            own = _regularizer_at_work(layer, name)
            if callable(own) and not type(own).__module__.startswith("keras."):
                own = _regularizer_like(own)
            if own is not getattr(layer, name, None):
                setattr(layer, name, own)
        own = getattr(layer, "activation", None)
        if callable(own) and not isinstance(own, keras.layers.Layer):
            layer.activation = _activation_like(own)


def _regularizer_at_work(layer, name):
    """The regularizer that the weights themselves have: it is taken over when a layer is built."""
    variable = getattr(layer, name.removesuffix("_regularizer"), None)
    if hasattr(variable, "regularizer"):
        return variable.regularizer
    return getattr(layer, name, None)


def _activation_like(function):
    import keras

    spans = [np.linspace(-3, 3, 14), np.linspace(-40, 40, 14)]  # some are cut off far from 0
    probe = np.float32(spans).reshape(4, 7) + np.float32(0.1)
    values = np.asarray(function(keras.ops.convert_to_tensor(probe)))
    for name in ACTIVATIONS:
        built_in = keras.activations.get(name)
        if np.allclose(values, np.asarray(built_in(keras.ops.convert_to_tensor(probe))), atol=1e-6):
            return built_in
    return function


def _regularizer_like(function):
    """The L1L2 that explains the penalties of some probes, of different sizes as a mean would show.

    Raises
    ------
    ValueError
        Where none does.
    """
    import keras

    shapes = [[[1, 2]], [[3, -1], [0.5, 2]], [[0.5], [-4], [1]], [[-2]]]
    probes = [np.array(values, dtype="float32") for values in shapes]
    values = [float(function(keras.ops.convert_to_tensor(p))) for p in probes]
    sums = np.array([[np.abs(p).sum(), np.square(p).sum()] for p in probes])
    (l1, l2), *_ = np.linalg.lstsq(sums, np.array(values), rcond=None)
    if not np.allclose(sums @ [l1, l2], values, rtol=1e-4, atol=1e-7):
        raise ValueError("its regularizer gives other values than any L1 and L2 penalty")
    return keras.regularizers.L1L2(l1=round(float(l1), 7), l2=round(float(l2), 7))
