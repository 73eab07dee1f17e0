"""The same wrong answer has the same points in every class.

``python tests/exercises/spread.py`` looks at all mistakes; here are those that chance moved most.
"""

import pytest
import spread

from grader.exercises import find
from grader.judge import judge
from grader.student import local

CLASSES = ("one", "two", "three")
NAMES = {
    "fit_least_squares": "with_an_intercept",
    "gradient_descent_shrinkage": "continuous_time",
    "fold_batch_norm": "shift_not_scaled",
    "layer_norm": "writes_epsilon_down",
}
"""Exercises, and a mistake that has other points on other inputs."""


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_has_the_same_points_in_every_class(name):
    """Is the spread at most 2 % of the exercise's points?"""
    exercise = find(name)
    spreads = {}
    for mistake in exercise.mistakes:
        found = spread.shares(exercise, mistake.answer, CLASSES)
        spreads[mistake.name] = max(found) - min(found)
    assert max(spreads.values()) <= spread.MOST, spreads


@pytest.mark.parametrize(("name", "mistake"), NAMES.items())
def test_on_a_single_set_it_has_not(name, mistake):
    """Is there something to be mended, so that the test above tells anything?"""
    exercise = find(name)
    (answer,) = (each.answer for each in exercise.mistakes if each.name == mistake)
    scores = {judge(exercise, local(answer), seed).score for seed in range(12)}
    assert max(scores) - min(scores) > spread.MOST * exercise.points
