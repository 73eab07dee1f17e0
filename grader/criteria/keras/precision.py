"""How exactly a model computes that stays where it lives: in half precision, few digits are right.

A learner may have set half precision for all of Keras, or for a part of a model; that is no
mistake, so what is compared with such a model's outputs may differ by what it rounds away.
"""

from grader.remote.plain import Handle

TOLERANCE = 1e-3
"""How far outputs in single precision may differ, relative to their size."""

HALF = {"float16": 2.0**-10, "bfloat16": 2.0**-7}
"""By how much a number near 1 may be off, by type."""


def grain(model):
    """By how much the coarsest layer of a model rounds a number near 1.

    Parameters
    ----------
    model : grader.student.Student
        A model or layer of Keras that stays where it is.

    Returns
    -------
    float
        0 where nothing computes in half precision.
    """
    return max(HALF.get(_compute_dtype(layer), 0.0) for layer in layers_of(model))


def layers_of(model):
    """A model that stays where it is and all layers that it holds, whatever stands inside what."""
    found = model._flatten_layers(include_self=False)
    handles = found if isinstance(found, list) else []
    return [model, *(model.at(each.number) for each in handles if isinstance(each, Handle))]


def _compute_dtype(layer):
    """The name of the type in which a layer computes; empty where it has none."""
    dtype = layer.member("compute_dtype")
    return dtype if isinstance(dtype, str) else ""
