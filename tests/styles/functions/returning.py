"""Changing parts of what an answer returns."""

import numpy as np


def returning(answer, change, found_in, known):
    """The answer with the parts of some kinds, among those `known` of it, changed."""

    def result(*args, **kwargs):
        value = answer(*args, **kwargs)
        if found_in == ("tuple",):
            return change(value)
        return mapped(value, lambda part: change(part) if kind(part, known) in found_in else part)

    return result


def mapped(value, change):
    """A nested result with each part changed; tensors are arrays first."""
    if isinstance(value, tuple | list):
        return type(value)(mapped(part, change) for part in value)
    if hasattr(value, "__array__") and not isinstance(value, np.ndarray | np.generic):
        value = np.asarray(value.detach() if hasattr(value, "detach") else value)
    return change(value)


def kind(part, known):
    """The kind of one part of a result."""
    scalar = not isinstance(part, np.ndarray) or part.ndim == 0
    if scalar:
        return "integer" if "integer" in known else "float"
    if part.dtype.kind == "b":
        return "mask"
    return "array" if part.dtype.kind == "f" else "index"
