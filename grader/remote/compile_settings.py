"""How a Keras model was compiled, written down as plain data, beside the student's code."""

import inspect
import json

OWN = "of the learner's"


def written(model):
    """How the model was compiled, None where it was not; code of the learner's only by its name.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    str or None
        JSON text.
    """
    if not getattr(model, "compiled", False):
        return None
    given = getattr(getattr(model, "_compile_config", None), "config", None)
    if given is None:
        given = model.get_compile_config()
    made = {"optimizer": getattr(model, "optimizer", None)}
    return json.dumps({name: _setting(value) for name, value in (given | made).items()})


def _setting(value):
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict):
        return {str(name): _setting(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_setting(item) for item in value]
    if isinstance(value, type) and value.__module__.startswith("keras."):
        return _setting(value())  # as Keras makes an object of it
    if inspect.isroutine(value):
        return _object(value, value)
    return _object(value, _working_class(type(value)))


def _object(value, named):
    """An object or a function that Keras made, or only the name of a learner's."""
    import keras

    if (named.__module__ or "").partition(".")[0] != "keras":
        return {"class_name": named.__name__, "module": OWN, "config": {}}
    try:
        if inspect.isclass(named) and named is not type(value):
            value = named.from_config(value.get_config())
        return keras.saving.serialize_keras_object(value)
    except NotImplementedError:
        return _without_own_parts(named, value)


def _working_class(cls):
    """The class whose methods an object has: a subclass that adds none works as its base does."""
    while len(cls.__bases__) == 1 and not _methods(cls):
        (cls,) = cls.__bases__
    return cls


def _methods(cls):
    """What a class of the learner's does in another way; all that it says, for one of Keras'."""
    is_own = cls.__module__.partition(".")[0] != "keras"
    plain = {"__init__", "__module__", "__doc__", "__qualname__"} if is_own else set()
    return [name for name in vars(cls) if name not in plain]


def _without_own_parts(cls, value):
    """An optimizer with a schedule of the learner's, with the usual learning rate instead."""
    import keras

    written_down = keras.saving.serialize_keras_object(cls())
    usual = written_down["config"]
    kept = {name: getattr(value, name, default) for name, default in usual.items()}
    return written_down | {"config": kept | {"learning_rate": usual["learning_rate"]}}
