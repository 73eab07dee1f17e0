"""How a call reads in a message, and how it is made by position."""

import numpy as np
import pytest

from grader.calls import Call


def bends(x, rate, rng, training=True, *, seed=0):
    return x


CALL = Call("bends", bends)
RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("args", "kwargs", "words"),
    [
        ((np.zeros((3, 4)), 0.3, RNG), {}, "bends(x of shape (3, 4), 0.3, rng)"),
        ((np.array([1, 2]), 0.3), {"training": False}, "bends([1, 2], 0.3, training=False)"),
        (([np.zeros(9)] * 9, 1 / 3), {"rng": RNG}, "bends(x of length 9, 0.3333, rng)"),
        (([np.zeros(9), np.zeros((2, 3))],), {}, "bends(x of shapes (9,), (2, 3))"),
        (([0.25, 0.5], "a"), {}, "bends([0.25, 0.5], 'a')"),
        (((1, 2), None), {}, "bends((1, 2), None)"),
    ],
)
def test_a_call_in_words(args, kwargs, words):
    """Is what is short written out, and what is long told by its shape?"""
    assert CALL.words(args, kwargs) == words


@pytest.mark.parametrize(
    ("args", "kwargs", "expected"),
    [
        ((1, 2), {"training": False, "rng": 3}, (1, 2, 3, False)),
        ((1,), {"rng": 3, "rate": 2}, (1, 2, 3)),
        ((), {"x": 1}, (1,)),
    ],
)
def test_a_call_by_position(args, kwargs, expected):
    assert CALL.by_position(args, kwargs) == expected


def test_defaults_fill_what_lies_between():
    """Are parameters that were left out given their defaults where a later one is given?"""
    call = Call("f", lambda a, b=5, c=6, d=7: a)
    assert call.by_position((1,), {"c": 2}) == (1, 5, 2)


def test_the_signature_is_written_as_one_writes_it():
    assert CALL.signature == "x, rate, rng, training=True, seed=0"
