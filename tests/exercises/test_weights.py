"""Exercises that tell the weights of their criteria beforehand tell the right ones."""

import pytest
from judged import seed_of

from grader.exercises import all_exercises
from grader.judge import Trial
from grader.student import local

TELLING = [e for e in all_exercises().values() if e.weights]


@pytest.mark.slow
@pytest.mark.parametrize("exercise", TELLING, ids=lambda e: e.id)
def test_the_weights_are_those_of_the_reference(exercise):
    trial = Trial(exercise, local(exercise.reference), seed_of(exercise))
    assert tuple(criterion.weight for criterion in trial.criteria) == exercise.weights
    ideas = tuple(i for i, criterion in enumerate(trial.criteria) if criterion.is_idea)
    assert ideas == exercise.ideas
