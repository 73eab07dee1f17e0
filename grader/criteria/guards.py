"""Guards: is the answer of the kind that can be judged at all? They explain what came instead."""

import numbers

import numpy as np

from grader.remote.plain import Tensor, describe


class Unacceptable(Exception):
    """The answer has the wrong type or shape; the message says what was expected and what came."""


def array(value, shape, name="the result", kinds="biuf"):
    """Return `value`, a numeric array of this shape.

    Parameters
    ----------
    value : object
        What the answer returned.
    shape : tuple of int
    name : str
        What the learner calls the value.
    kinds : str
        NumPy's letters of the kinds of number that are allowed.

    Raises
    ------
    Unacceptable
    """
    wanted = f"Expected {name} to be a NumPy array of shape {tuple(shape)}"
    value = values_of(value)
    if not isinstance(value, np.ndarray):
        raise Unacceptable(f"{wanted}; got {describe(value)}{_advice(value)}")
    if value.shape != tuple(shape):
        raise Unacceptable(f"{wanted}; got one of shape {value.shape}.")
    if value.dtype.kind not in kinds:
        raise Unacceptable(f"{wanted} of numbers; got one of dtype {value.dtype}.")
    return value


def values_of(value):
    """The array of a framework's tensor or of a NumPy scalar; anything else as it is."""
    if isinstance(value, Tensor):
        return value.values
    return np.asarray(value) if isinstance(value, np.generic) else value


def arrays(value, shapes, names):
    """Return the parts of a tuple (or list) of arrays, each guarded as by `array`."""
    parts = pair(value, names)
    triples = zip(parts, shapes, names, strict=True)
    return tuple(array(part, shape, f"`{name}`") for part, shape, name in triples)


def pair(value, names):
    """Return the parts of a tuple (or list) with one part for each name."""
    wanted = f"Expected a tuple ({', '.join(names)})"
    if not isinstance(value, tuple | list):
        raise Unacceptable(f"{wanted}; got {describe(value)}{_advice(value)}")
    if len(value) != len(names):
        raise Unacceptable(f"{wanted}; got {len(value)} values.")
    return tuple(value)


def number(value, name="the result"):
    """Return `value` as a float: a Python number, a NumPy scalar or an array of no dimension."""
    value = values_of(value)
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf":
        return float(value)
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        return float(value)
    raise Unacceptable(f"Expected {name} to be a number; got {describe(value)}{_advice(value)}")


def _advice(value):
    return ": did you forget a return?" if value is None else "."
