"""Difficulty and discrimination, against classes that were worked out by hand."""

import math

import pytest
from short import lesson_of, waiting

from grader.classroom.report.items import analyze
from grader.nbgrader_plugin.marks import Mark


def items(points, maximum):
    return {item.exercise: item for item in analyze(lesson_of(points, maximum))}


def test_a_class_worked_out_by_hand():
    """Two exercises that agree, and one that runs against them.

    Points (2 each), students a to d: first 2 2 0 0, second 2 1 1 0, third 0 0 2 2.
    Difficulty: 4/8, 4/8, 4/8. First against second + third = 2 1 3 2: deviations 1 1 -1 -1 and
    0 -1 1 0, so -2 / sqrt(4 * 2). Second against 2 2 2 2: undefined. Third is the mirror of first:
    its rest is 4 3 1 0, deviations -1 -1 1 1 and 2 1 -1 -2, so -6 / sqrt(4 * 10).
    """
    points = {"a": [2, 2, 0], "b": [2, 1, 0], "c": [0, 1, 2], "d": [0, 0, 2]}
    found = items(points, {"first": 2, "second": 2, "third": 2})
    assert [each.difficulty for each in found.values()] == [0.5, 0.5, 0.5]
    assert found["first"].discrimination == pytest.approx(-2 / math.sqrt(8))
    assert found["second"].discrimination is None
    assert "the other exercises" in found["second"].undefined
    assert found["third"].discrimination == pytest.approx(-6 / math.sqrt(40))
    assert found["first"].low
    assert not found["second"].low


def test_exercises_that_agree_have_a_correlation_of_one():
    """Does the rest leave the exercise itself out, and points of another scale count alike?"""
    points = {"a": [4, 1], "b": [2, 0.5], "c": [0, 0]}
    found = items(points, {"first": 4, "second": 1})
    assert found["first"].discrimination == pytest.approx(1)
    assert found["second"].discrimination == pytest.approx(1)
    assert found["first"].difficulty == pytest.approx(0.5)
    assert not found["first"].low


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ({"a": [2, 1], "b": [2, 0], "c": [2, 1]}, "all have the same points"),
        ({"a": [2, 1], "b": [0, 0]}, "fewer than 3"),
        ({"a": [0.1 + 0.2, 1], "b": [0.3, 0], "c": [0.3, 1]}, "all have the same points"),
    ],
)
def test_where_there_is_no_variance_it_is_said(points, why):
    """Is a correlation that cannot be told no number, whatever rounding left?"""
    found = items(points, {"first": 2, "second": 1})["first"]
    assert found.discrimination is None
    assert why in found.undefined
    assert not found.low


def test_what_is_not_decided_is_left_out():
    """Do cells that wait, those without points, and extra credit change nothing?"""
    extra = Mark(1.0, None, 5.0, 2.0, False)
    by_hand = Mark(None, 2.0, None, 2.0, False)
    points = {"a": [extra, 1, 0], "b": [waiting(2.0), 0, 0], "c": [by_hand, 1, 0]}
    found = items(points, {"first": 2.0, "second": 1, "optional": 0})
    assert (found["first"].students, found["first"].difficulty) == (2, 0.75)
    assert found["second"].students == 3
    assert "optional" not in found


def test_the_rest_has_the_same_exercises_for_all():
    """Does a grade by hand that only the weak have so far turn no correlation around?"""
    later = waiting(5.0)
    points = {"a": [2, 2, later], "b": [2, 2, later], "c": [0, 0, 5.0], "d": [0, 0, 5.0]}
    found = items(points, {"first": 2, "second": 2, "words": 5})
    assert found["first"].discrimination == pytest.approx(1)
    assert found["second"].discrimination == pytest.approx(1)
    assert not found["first"].low
    assert "fewer than 3" in found["words"].undefined


def test_without_exercises_that_all_have_there_is_no_rest():
    """Is it said where each other exercise waits for somebody?"""
    later = waiting(2.0)
    points = {"a": [2, later, 1], "b": [1, 1, later], "c": [0, 0, 0]}
    found = items(points, {"first": 2, "second": 2, "third": 2})["first"]
    assert found.discrimination is None
    assert "no other exercise is graded for all" in found.undefined


def test_a_single_exercise_has_no_rest():
    """Is it said that there is nothing to compare with?"""
    found = items({"a": [2], "b": [1], "c": [0]}, {"only": 2})["only"]
    assert found.discrimination is None
    assert "no other exercise" in found.undefined


def test_nobody_is_decided():
    """Is the difficulty of what nobody's points are known for no number either?"""
    points = {"a": [waiting(2.0), 1], "b": [waiting(2.0), 0]}
    assert items(points, {"first": 2.0, "second": 1})["first"].difficulty is None
