"""Styles of what comes back: other tuples, and other types of single numbers."""

from collections import namedtuple

import numpy as np

from .results import style


@style("tuple")
def as_a_list(values):
    return list(values)


@style("tuple")
def as_a_tuple(values):
    return tuple(values)


@style("tuple")
def as_a_named_tuple(values):
    return namedtuple("Result", [f"part_{i}" for i in range(len(values))])(*values)


@style("tuple")
def as_lists_of_lists(values):
    return [list(part) if isinstance(part, tuple) else part for part in values]


class OwnTuple(tuple):
    """A subclass that adds nothing."""


@style("tuple")
def as_a_subclass_of_tuple(values):
    return OwnTuple(values)


@style("float")
def as_a_python_float(number):
    return float(number)


@style("float")
def as_float64(number):
    return np.float64(number)


@style("float")
def as_float32(number):
    return np.float32(number)


@style("float")
def as_longdouble(number):
    return np.longdouble(number)


@style("float", "integer")
def as_an_array_without_dimension(number):
    return np.array(number)


@style("float")
def as_a_single_precision_array_without_dimension(number):
    return np.array(number, dtype=np.float32)


@style("integer")
def as_a_python_int(number):
    return int(number)


@style("integer")
def as_int64(number):
    return np.int64(number)


@style("integer")
def as_int32(number):
    return np.int32(number)


@style("integer")
def as_uint16(number):
    return np.uint16(number)


@style("integer")
def as_intp(number):
    return np.intp(number)
