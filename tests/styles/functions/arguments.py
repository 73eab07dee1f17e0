"""Styles of what an answer does with its arguments first: copies, layouts, generators of its own.

Single precision fits only where an alternative that computes in it is registered. A generator that
is made from `rng` passes on nothing but its state, so all randomness still comes from `rng`.
"""

import numpy as np

from ..contract import draws, kinds
from ..rewrite import Rewrite, bases, spoken

CONVERSIONS, GENERATORS = [], []


def conversion(function):
    """Register a style: it takes an array and returns one of the same numbers."""
    CONVERSIONS.append(function)
    return function


def generator(function):
    """Register a style: it takes a generator and returns one to draw from instead."""
    GENERATORS.append(function)
    return function


def rewrites(exercise):
    """Every answer of an exercise, with its arguments changed first."""
    if not kinds(exercise):
        return
    single = any("single_precision" in name for name in bases(exercise))
    for base, answer in bases(exercise).items():
        for each in CONVERSIONS:
            if each is not to_single_precision or (single and base == "reference"):
                yield Rewrite(exercise, base, "arguments", spoken(each), on_arrays(answer, each))
        for each in GENERATORS if draws(exercise) else ():
            own = on_generators(answer, each)
            yield Rewrite(exercise, base, "generators", spoken(each), own, redraws=True)


def on_arrays(answer, change):
    """The answer, called on changed arrays."""

    def changed(value):
        if isinstance(value, list | tuple):
            return type(value)(map(changed, value))
        return change(value) if isinstance(value, np.ndarray) else value

    def result(*args, **kwargs):
        return answer(*map(changed, args), **{k: changed(v) for k, v in kwargs.items()})

    return result


def on_generators(answer, change):
    """The answer, called with another generator."""

    def changed(value):
        return change(value) if isinstance(value, np.random.Generator) else value

    def result(*args, **kwargs):
        return answer(*map(changed, args), **{k: changed(v) for k, v in kwargs.items()})

    return result


@conversion
def to_copies(array):
    return np.array(array)


@conversion
def to_fortran_order(array):
    return np.asfortranarray(array)


@conversion
def to_lists_and_back(array):
    return np.array(array.tolist(), dtype=array.dtype).reshape(array.shape)


@conversion
def to_read_only_copies(array):
    copy = array.copy()
    copy.setflags(write=False)
    return copy


@conversion
def to_single_precision(array):
    return array.astype(np.float32) if array.dtype.kind == "f" else array


@generator
def the_same_by_default_rng(rng):
    return np.random.default_rng(rng)


@generator
def a_child(rng):
    return rng.spawn(1)[0]


@generator
def seeded_by_an_integer_of_it(rng):
    return np.random.default_rng(int(rng.integers(2**31)))


@generator
def seeded_by_four_integers_of_it(rng):
    return np.random.default_rng(rng.integers(0, 2**32, size=4))


@generator
def a_mersenne_twister_seeded_by_it(rng):
    return np.random.Generator(np.random.MT19937(rng.integers(2**63)))


@generator
def it_after_numbers_that_go_unused(rng):
    rng.normal(size=7)
    return rng
