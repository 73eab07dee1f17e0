"""Building a Keras model of a description without giving it memory before its size is known."""

import math

from grader.remote.built_in import CannotRebuild

MAX_PARAMETERS = 20_000_000
MAX_ACTIVATIONS = 300_000
"""Numbers that all operations together make of one example."""

MAX_OPERATIONS = 500


def build(config, shapes):
    """Make a model of a configuration that `grader.remote.built_in.model_config` has looked at.

    In a ``StatelessScope`` variables have shapes but no values; they get them when a scope ends.

    Parameters
    ----------
    config : dict
    shapes : list of tuple of int
        Those that the weights must have.

    Returns
    -------
    keras.Model

    Raises
    ------
    CannotRebuild
    Exception
        Whatever Keras raises at a configuration that makes no sense.
    """
    import keras

    try:
        with keras.StatelessScope(initialize_variables=False):
            model = keras.saving.deserialize_keras_object(config, safe_mode=True)
            _require_small(model)
            if [tuple(weight.shape) for weight in model.weights] != shapes:
                raise CannotRebuild("its weights have other shapes than its layers")
    except Exception:
        # Forgets the variables that still wait for their values.
        keras.utils.clear_session(free_memory=False)
        raise
    with keras.StatelessScope():
        pass
    return model


def _require_small(model):
    import keras

    if not isinstance(model, keras.Model):
        raise CannotRebuild("it is no model")
    parameters = sum(math.prod(variable.shape) for variable in model.variables)
    if parameters > MAX_PARAMETERS:
        raise CannotRebuild(f"it has more than {MAX_PARAMETERS} parameters")
    outputs = [tensor for operation in _operations(model) for tensor in _outputs(operation)]
    if len(outputs) > MAX_OPERATIONS:
        raise CannotRebuild(f"it has more than {MAX_OPERATIONS} operations")
    sizes = [math.prod(n for n in tensor.shape if n is not None) for tensor in outputs]
    if sum(sizes) > MAX_ACTIVATIONS:
        raise CannotRebuild(f"its layers make more than {MAX_ACTIVATIONS} numbers of one example")


def _operations(model):
    """The operations of a model and of the models inside it."""
    for operation in getattr(model, "operations", None) or model.layers:
        if hasattr(operation, "layers"):
            yield from _operations(operation)
        yield operation


def _outputs(operation):
    """What an operation gives, at each place where it is called."""
    import keras

    for node in operation._inbound_nodes:
        yield from keras.tree.flatten(node.output_tensors)
