"""The course's own answers, called without being watched."""

import warnings

import numpy as np
import pytest

from grader.remote.responder import Responder
from grader.remote.unwatched import Unwatched


def noisy(x):
    print("halfway")
    warnings.warn("careful", stacklevel=1)
    x[0] = 7
    return x * 2


def failing(x):
    raise ValueError("no such shape")


def asked(kind, function):
    call = {"target": "answer", "member": None, "call": True, "args": (np.arange(3.0),)}
    return kind({"answer": function}).ask(call | {"kwargs": {}})


@pytest.mark.parametrize("function", [noisy, failing])
def test_it_answers_as_a_watched_one_does(function):
    """Are the value, the error and what it changed the same?"""
    watched, unwatched = (asked(kind, function) for kind in (Responder, Unwatched))
    for part in ("error", "changed"):
        assert watched.get(part) == unwatched.get(part)
    assert np.array_equal(watched.get("value"), unwatched.get("value"))


def test_nothing_of_it_is_seen(capsys):
    """Does what it prints stay out of the learner's notebook?"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked(Unwatched, noisy)
    assert capsys.readouterr() == ("", "")
