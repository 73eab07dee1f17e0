"""Do the inputs of early stopping's checks have the properties that the checks rely on?"""

import numpy as np
import pytest

from grader.exercises.early_stopping import inputs, problems
from grader.reference.early_stopping import train_with_early_stopping


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.mark.parametrize("draw", [inputs.curve, inputs.walk, inputs.through_zero])
def test_losses_come_in_eighths(rng, draw):
    """Are sums and differences of them exact?"""
    for _ in range(50):
        losses = 8 * draw(rng)
        assert np.array_equal(losses, np.round(losses))


def test_a_curve_has_no_value_twice(rng):
    for _ in range(50):
        losses = inputs.curve(rng)
        assert len(np.unique(losses)) == len(losses)


def test_a_value_of_zero_is_the_best_so_far(rng):
    for _ in range(50):
        losses = inputs.through_zero(rng)
        (place,) = np.flatnonzero(losses == 0)
        assert np.all(losses[:place] > 0)


@pytest.mark.parametrize(
    ("losses", "longest"), [([3, 2, 1], 0), ([1, 2, 3], 2), ([3, 4, 2, 2, 5, 1], 2), ([7], 0)]
)
def test_the_longest_wait(losses, longest):
    assert inputs.longest_wait(losses) == longest


@pytest.mark.parametrize("draw", [problems.falling, problems.rising, problems.waiting])
def test_validation_errors_are_those_that_were_asked_for(rng, draw):
    """Does gradient descent on the data have the errors that were computed beforehand?"""
    problem = draw(rng)
    x, y, x_val, y_val = problem.data
    w = np.zeros(x.shape[1])
    for error in problem.errors:
        assert np.mean((x_val @ w - y_val) ** 2) == pytest.approx(error, rel=1e-8)
        w = w - problem.learning_rate * 2 * x.T @ (x @ w - y) / len(y)


def test_falling_and_rising_errors(rng):
    for _ in range(5):
        assert np.all(np.diff(problems.falling(rng).errors[:10]) < 0)
        problem = problems.rising(rng)
        assert problem.errors.argmin() == 0
        assert train_with_early_stopping(*problem.data, problem.learning_rate, 9, 3)[1] == 0
