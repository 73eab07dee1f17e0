"""Do the inputs of early stopping's checks have the properties that the checks rely on?"""

import numpy as np
import pytest

from grader.exercises.early_stopping import inputs, problems
from grader.reference.early_stopping import stopping_epoch, train_with_early_stopping


@pytest.fixture
def rng():
    return np.random.default_rng(8)


TOLD = (
    inputs.clear,
    inputs.sharp,
    inputs.from_the_first,
    inputs.unstopped,
    inputs.below_zero,
)


@pytest.mark.parametrize("draw", [*TOLD, inputs.with_min_delta, inputs.through_zero])
def test_losses_come_in_eighths(rng, draw):
    """Are sums and differences of them exact?"""
    for case in (case for _ in range(20) for case in draw(rng)):
        losses = 8 * case.losses
        assert np.array_equal(losses, np.round(losses))


def test_a_curve_has_no_value_twice_and_comes_in_eighths(rng):
    for _ in range(50):
        losses = inputs.curve(rng)
        assert len(np.unique(losses)) == len(losses)
        assert np.array_equal(8 * losses, np.round(8 * losses))


@pytest.mark.parametrize("step", [-1, 1])
def test_one_epoch_of_patience_is_one_epoch_of_training(rng, step):
    """Does a rule that waits one epoch more or less end one epoch later or earlier?"""
    for losses, patience, _ in (case for _ in range(20) for case in inputs.clear(rng)):
        right, best = stopping_epoch(losses, patience)
        assert stopping_epoch(losses, patience + step) == (right + step, best)


@pytest.mark.parametrize("step", [-1, 1])
def test_one_epoch_of_patience_decides(rng, step):
    """Is a rule that waits one epoch more or less told from the right one by these cases?"""
    for _ in range(20):
        cases = [case for case in inputs.sharp(rng) if case.patience + step > 0]
        results = [
            [stopping_epoch(losses, patience + more) for losses, patience, _ in cases]
            for more in (0, step)
        ]
        assert results[0] != results[1]


def test_patience_that_does_not_run_out(rng):
    for losses, patience, _ in (case for _ in range(20) for case in inputs.unstopped(rng)):
        assert stopping_epoch(losses, patience)[0] == len(losses) - 1


def test_a_value_of_zero_is_the_best_so_far(rng):
    """Is the best loss 0 while the rule waits, so that `if best:` is caught?"""
    for losses, _, _ in (case for _ in range(20) for case in inputs.through_zero(rng)):
        assert np.sum(np.minimum.accumulate(losses) == 0) > 1


@pytest.mark.parametrize(
    "draw", [problems.falling, problems.rising, problems.waiting, problems.late]
)
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
