"""Several sets of inputs: what holds on all of them counts, and the rest is told."""

import socket

import numpy as np
import pytest

from grader.criteria import holds
from grader.exercise import exercise
from grader.exercises import find
from grader.judge import judge
from grader.remote.errors import Lost
from grader.scoring import judge_process, seeds
from grader.scoring.patience import Patient
from grader.scoring.several import judge_on
from grader.student import local

SETS = [0, 1, 2]


def echo(number):
    """The reference."""
    return number


@exercise(reference=echo, points=4, hints=("A.", "B."), id="echo")
def echoed(student, rng):
    """Give the number back; the seeds 0, 1, 2 draw these numbers, and others draw others."""
    number = NUMBERS[int(rng.integers(2**32))]
    got = student(number)
    for digit in range(3):
        words = f"got {got} in place of {number}"
        right = abs(got) // 10**digit % 10 == number // 10**digit % 10
        yield holds(right, f"Digit {digit} is right", words)
    yield holds(got >= 0, "The sign is right", "a minus")


NUMBERS = {int(np.random.default_rng(seed).integers(2**32)): 111 * (seed + 1) for seed in SETS}


@echoed.mistake()
def minus(number):
    """It turns the sign."""
    return -number


@pytest.mark.parametrize(
    ("wrong", "points", "told"),
    [
        ({}, 4, "All 4 criteria hold"),
        ({222: 322}, 3, "got 322 in place of 222"),
        ({111: 121, 333: 443}, 2, "got 443 in place of 333"),
        ({111: 112, 222: 232, 333: 433}, 1, "got 112 in place of 111"),
        ({222: -999}, 0, "got -999 in place of 222"),
    ],
)
def test_a_criterion_holds_where_it_holds_on_every_set(wrong, points, told):
    """Are points for what holds on all sets, and is the worst one told?"""
    found = judge_on(echoed, local(lambda number: wrong.get(number, number)), SETS)
    assert found.score == points
    assert told in found.message
    assert [criterion.passed for criterion in found.criteria].count(True) == points
    assert found.unreached == 0


@pytest.mark.parametrize("order", [SETS, SETS[::-1]])
def test_what_one_set_did_not_reach_has_no_points(order):
    """Does an exception on one set count, with what failed before on another?"""

    def answer(number):
        if number == 333:
            raise ValueError("not this one")
        return 112 if number == 111 else number

    found = judge_on(echoed, local(answer), order)
    assert (found.status, found.score, found.unreached) == ("error", 0, 3)
    assert "not this one" in found.message


def test_the_mistake_is_that_of_the_worst_set():
    """Is a mistake that shows on one set only named?"""
    answer = local(lambda number: -number if number == 222 else number)
    found = judge_on(echoed, answer, SETS)
    assert (found.mistake, found.score) == ("minus", 3)
    assert "It turns the sign." in found.message


def test_a_habit_that_shows_on_one_set_costs_its_tenth():
    """Is a changed argument found that is changed on the last set only?"""
    sets = seeds.derived("seed", find("dropout_backward"))
    calls = []

    def answer(upstream, mask, rate):
        calls.append(upstream.shape)
        right = find("dropout_backward").reference(upstream, mask, rate)
        if len(calls) > 4 * each:
            upstream[:] = 0
        return right

    each = 0
    judge_on(find("dropout_backward"), local(answer), sets[:1])
    each, calls = len(calls), []
    found = judge_on(find("dropout_backward"), local(answer), sets)
    assert found.status == "partial"
    assert found.score == pytest.approx(0.9 * found.points)
    assert "changes its argument" in found.message


@pytest.mark.parametrize("name", ["standardize", "dropout_forward", "layer_norm"])
def test_a_single_set_is_judged_as_ever(name):
    """Is the verdict that of a learner's own check, card and all, for right and for wrong?"""
    each = find(name)
    for answer in (each.reference, *(mistake.answer for mistake in each.mistakes[:6])):
        here = judge(each, local(answer), 7)
        there = judge_on(each, local(answer), [7])
        assert judge_process.described(here) == judge_process.described(there)


def test_a_stub_is_a_stub_at_once():
    """Is it not asked on every set?"""
    asked = []

    def answer(number):
        asked.append(number)
        raise NotImplementedError

    assert judge_on(echoed, local(answer), SETS).status == "not attempted"
    assert asked == [111]


def test_who_is_slow_is_asked_less():
    """Is no further set begun where there is no time for it, or nobody who answers?"""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        asked = Patient(ours, 0.2)
        assert asked.goes_on()
        with pytest.raises(Lost):
            asked.ask({"args": (), "kwargs": {}})
        assert not asked.goes_on()
    ours, theirs = socket.socketpair()
    with ours:
        asked = Patient(ours, 3600)
        theirs.close()
        with pytest.raises(Lost):
            asked.ask({"args": (), "kwargs": {}})
        assert not asked.goes_on()
    found = judge_on(echoed, local(lambda number: 0 if number == 222 else number), SETS, bool)
    assert found.status == "passed"


def test_everybody_has_the_same_inputs():
    """Do they follow from the seed, differently for each exercise, and not from each other?"""
    exercises = [find("standardize"), find("dropout_backward")]
    found = [seed for each in exercises for key in "ab" for seed in seeds.derived(key, each)]
    again = [seed for each in exercises for key in "ab" for seed in seeds.derived(key, each)]
    assert found == again
    assert len(set(found)) == len(found) == 4 * seeds.SETS
    assert min(found) > 2**100, "so few bits could be tried out"
    assert len(seeds.derived("a", find("build_dropout_mlp"))) == seeds.SETS_OF_MODELS >= 2
