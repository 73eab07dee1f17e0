"""The course's own answers, called without being watched."""

import warnings

import numpy as np
import pytest

from grader.criteria import holds
from grader.exercise import exercise
from grader.judge import judge
from grader.remote.responder import Responder
from grader.remote.unwatched import Unwatched
from grader.student import local


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
    """Does what a known mistake prints stay out of the notebook of a learner who made it?"""
    doubled = exercise(reference=lambda x: 2 * x, points=1, hints=())(_doubles)
    doubled.mistake("It is squared.")(noisy)
    assert judge(doubled, local(lambda x: x + 1)).mistake == "noisy"
    assert capsys.readouterr() == ("", "")


def _doubles(student, rng):
    x = rng.normal(size=3)
    yield holds(np.allclose(student(x), 2 * x), "It doubles", "something else")
