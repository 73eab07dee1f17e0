"""Intervals over seeds, held against SciPy's own."""

import numpy as np
from scipy import stats

from grader.lab.statistics import half_width, in_percent


def test_the_interval_is_the_t_interval_of_the_mean():
    values = np.random.default_rng(0).normal(size=(3, 10))
    low, high = stats.ttest_1samp(values, 0, axis=-1).confidence_interval(0.95)
    np.testing.assert_allclose(2 * half_width(values), high - low)


def test_shares_are_told_in_percent_with_their_interval():
    assert in_percent([0.5, 0.5, 0.5]) == "50.0 ± 0.0"
    assert in_percent([0.4, 0.6]).startswith("50.0 ± 127")
