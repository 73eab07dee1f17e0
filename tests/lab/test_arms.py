"""Each configuration at a learning rate of its own."""

import numpy as np

from grader.lab.arms import at_own_rates

FOUND = {
    0.001: {"validation": np.array([[0.5, 0.7], [0.8, 0.8]]), "test": np.array([[1, 2], [3, 4]])},
    0.01: {"validation": np.array([[0.6, 0.7], [0.9, 0.6]]), "test": np.array([[5, 6], [7, 8]])},
    0.1: {"validation": np.array([[np.nan, 1], [np.nan, 1]]), "test": np.array([[9, 9], [9, 9]])},
}


def test_each_row_has_the_rate_with_its_best_mean_and_a_broken_one_never_wins():
    chosen = at_own_rates(FOUND.get, tuned=True, rates=tuple(FOUND))
    np.testing.assert_array_equal(chosen["test"], [[5, 6], [3, 4]])
    np.testing.assert_array_equal(chosen["validation"], [[0.6, 0.7], [0.8, 0.8]])


def test_untuned_all_have_the_usual_rate():
    assert at_own_rates(FOUND.get, tuned=False) is FOUND[0.001]
