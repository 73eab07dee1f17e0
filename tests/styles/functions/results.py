"""Styles of what comes back: arrays of the same numbers of other types and layouts.

Where the contract asks for an array, any NumPy array of these numbers is one; "float" includes
NumPy's; a list may stand for a tuple. A `setting` of a random search is left as it is, for a number
that is rounded to single precision may fall out of its range.
"""

import numpy as np

from ..contract import kinds
from ..rewrite import Rewrite, bases, spoken
from .returning import returning

STYLES = []


def style(*found_in):
    """Register a style of parts of these kinds: it takes such a part and returns another."""

    def register(function):
        STYLES.append((found_in, function))
        return function

    return register


def rewrites(exercise):
    """Every answer of an exercise, each with its results in every style that fits."""
    for base, answer in bases(exercise).items():
        for found_in, each in STYLES:
            if set(found_in) & set(kinds(exercise)):
                changed = returning(answer, each, found_in, kinds(exercise))
                yield Rewrite(exercise, base, "results", spoken(each), changed)


@style("array")
def in_single_precision(array):
    return array.astype(np.float32)


@style("array")
def in_double_precision(array):
    return array.astype(np.float64)


@style("array")
def in_long_double_precision(array):
    return array.astype(np.longdouble)


@style("array", "index", "mask")
def in_the_other_byte_order(array):
    return array.astype(array.dtype.newbyteorder(">"))


@style("array", "index", "mask")
def in_fortran_order(array):
    return np.asfortranarray(array)


@style("array", "index", "mask")
def as_every_second_column(array):
    wide = np.repeat(array, 2, axis=-1)
    return wide[..., ::2]


@style("array", "index", "mask")
def with_negative_strides(array):
    return array[::-1].copy()[::-1]


@style("array", "index", "mask")
def read_only(array):
    locked = array.copy()
    locked.setflags(write=False)
    return locked


@style("array", "index", "mask")
def broadcast(array):
    return np.broadcast_to(array, array.shape)


class Own(np.ndarray):
    """A subclass that adds nothing."""


@style("array", "index", "mask")
def as_a_subclass(array):
    return array.view(Own)


@style("array")
def as_a_masked_array_with_nothing_masked(array):
    return np.ma.array(array)


@style("index")
def of_int16(array):
    return array.astype(np.int16)


@style("index")
def of_int32(array):
    return array.astype(np.int32)


@style("index")
def of_int64(array):
    return array.astype(np.int64)


@style("index")
def of_uint16(array):
    return array.astype(np.uint16)


@style("index")
def of_uint64(array):
    return array.astype(np.uint64)


@style("mask")
def of_numpy_bools(array):
    return array.astype(np.bool_)
