"""Early stopping where Keras has no say: the first epoch, copies, other modes."""

import numpy as np
import pytest

from grader.reference.early_stopping import EarlyStopper, stopping_epoch


def test_a_single_epoch_is_the_last_and_the_best():
    """Is one loss enough?"""
    assert stopping_epoch(np.array([0.5]), 3) == (0, 0)


def test_the_first_epoch_improves_even_at_infinity():
    """Is an infinite loss no wait, if it is the first?"""
    losses = np.array([np.inf, np.inf, 1.0, 2.0, 2.0])
    assert stopping_epoch(losses, 2) == (4, 2)


def test_patience_that_runs_out_in_the_last_epoch_still_stops():
    """Does the class say stop there, though there would be no epoch left?"""
    stopper = EarlyStopper(patience=2)
    assert [stopper.update(value, []) for value in (1.0, 2.0, 2.0)] == [False, False, True]


def test_the_best_weights_are_copies():
    """Do changes in place, and of the list, leave them alone?"""
    weights = [np.zeros(2), np.ones((1, 3))]
    stopper = EarlyStopper(patience=2)
    stopper.update(1.0, weights)
    weights[0] += 5.0
    weights[1] = np.full((1, 3), 9.0)
    assert np.array_equal(stopper.best_weights[0], np.zeros(2))
    assert np.array_equal(stopper.best_weights[1], np.ones((1, 3)))


def test_another_mode_is_refused():
    """Does a misspelt mode say so at once?"""
    with pytest.raises(ValueError, match="maximum"):
        EarlyStopper(patience=2, mode="maximum")
