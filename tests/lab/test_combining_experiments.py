"""Experiments on several techniques at once, and the contrasts of their conclusions."""

import numpy as np
import pytest

from grader.lab.combining import contrasts
from grader.lab.combining.ablation import TECHNIQUES, Ablation
from grader.lab.combining.doses import doses
from grader.lab.combining.excess import ARMS, NOTHING, TOO_HIGH, excess
from grader.lab.combining.promises import promises
from grader.lab.combining.searches import COUNTS, GRID, LINEAR, RANDOM, gaps, searches
from grader.lab.combining.together import FULL, LONGER, together
from grader.lab.combining.widths import Widths, widths
from grader.lab.margin import within

SEEDS = range(2)


def ablation(**accuracies):
    """All combinations at 0, but for some, named by the first letters of their techniques."""
    table = np.zeros((2,) * 6 + (3,))
    for letters, values in accuracies.items():
        table[tuple(int(name[0] in letters) for name in TECHNIQUES)] = values
    return Ablation(table, table)


def test_a_single_seed_is_held_against_the_mean_of_all():
    """Are only pairs counted whose means are close, and each seed by itself?"""
    found = ablation(d=[0.50, 0.53, 0.53], L=[0.52, 0.50, 0.48], b=[0.9, 0.9, 0.9])
    np.testing.assert_array_equal(contrasts.wrong_winners(found), [1, 0, 0])


def test_a_gain_beside_others_is_taken_from_these():
    found = ablation(d=[0.5] * 3, e=[0.1] * 3, de=[0.4] * 3)
    np.testing.assert_allclose(contrasts.gain(found, "early stopping"), 0.1)
    np.testing.assert_allclose(contrasts.gain(found, "early stopping", beside=["dropout"]), -0.1)
    np.testing.assert_allclose(contrasts.not_with_dropout(found), 0.2)


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_margin_holds_both_ways(sign):
    """Does the mean say how far the mean difference is from the margin, with its own spread?"""
    differences = sign * np.array([0.01, 0.02, 0.03])
    found = within(0.05, differences)
    assert found.mean() == pytest.approx(0.03)
    assert found.std() == pytest.approx(differences.std())


def test_the_rule_takes_a_smaller_network_than_the_least_error():
    """Is a width that is within one standard error enough, and only such a one?"""
    errors = np.array([[[0.5, 0.6]], [[0.3, 0.4]], [[0.25, 0.35]]])
    found = Widths(np.array([4, 8, 16]), errors, np.array([[0.1], [0.2], [0.3]]))
    assert found.least() == [2]
    assert found.by_rule() == [1]
    assert found.test_of(found.by_rule()) == [0.2]


def test_widths_are_measured_for_every_fold_and_seed():
    found = widths(units=(2, 16), epochs=15, seeds=SEEDS)
    assert found.errors.shape == (2, 2, 5)
    assert found.errors[1].mean() < found.errors[0].mean()
    assert found.test[1].mean() > found.test[0].mean()


def test_a_grid_repeats_its_strengths_and_random_search_does_not():
    """Are strengths even in the logarithm, unless they shall be wrong?"""
    found = searches(epochs=1, seeds=SEEDS)
    assert len(np.unique(found[GRID].l2)) == 3
    assert len(np.unique(found[RANDOM].l2)) == 2 * 27
    assert np.mean(found[RANDOM].l2 < 0.01) > 0.4
    assert np.mean(found[LINEAR].l2 < 0.01) < 0.1
    assert gaps(found, 25).shape == (len(COUNTS), 2)


def test_three_at_full_strength_fit_less_than_nothing_and_more_with_time():
    found = together(epochs=10, seeds=SEEDS)
    fitted = {length: arms[FULL]["training"].mean() for length, arms in found.items()}
    assert fitted[1] < found[1]["nothing"]["training"].mean() - 0.2
    assert fitted[LONGER] > fitted[1]


def test_too_high_a_rate_fits_less():
    found = excess(epochs=20, seeds=SEEDS)
    assert list(found) == list(ARMS)
    assert found[TOO_HIGH]["training"].mean() < found[NOTHING]["training"].mean() - 0.3


@pytest.mark.parametrize("source", ["digits", "mnist1d"])
def test_only_copies_made_before_the_split_flatter(source):
    found = promises(seeds=range(10), data=source)
    broken, repaired = found["broken"], found["repaired"]
    assert np.mean(broken["promised"] - broken["true"]) > 0.02
    assert np.mean(broken["promised"] - repaired["promised"]) > 0


def test_doses_come_back_by_name():
    found = doses(of=((0, 0), (10.0, 0)), epochs=10, seeds=SEEDS)
    assert np.all(found["training"][0, 0] > 2 * found["training"][10.0, 0])
