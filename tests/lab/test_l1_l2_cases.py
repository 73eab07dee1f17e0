"""The diagnosis cases of the lesson on L1 and L2 show their symptoms."""

import numpy as np
import pytest

from grader.lab import data
from grader.lab.l1_l2 import cases, moved
from grader.lab.l1_l2.experiments import places_of_l2, units

SEEDS = range(2)


@pytest.fixture(scope="module")
def few():
    return data.few_shot_digits(SEEDS)


def test_case_1_shows_the_strengths_it_was_asked_for():
    sweep = np.array([0.2, 0.4, 0.6])[:, None] + np.zeros((3, 2))
    shown = cases.case_1({"training, labels partly wrong": sweep, "validation": sweep}, (1, 2))
    assert [row[:2] for row in shown.rows] == [
        ("network A", "40.0 ± 0.0"),
        ("network B", "60.0 ± 0.0"),
    ]


def test_case_2_shrinks_what_is_penalised_and_nothing_else():
    found = places_of_l2(l2=0.01, epochs=60, seeds=SEEDS)
    kernels = {name: of["kernels"].mean(axis=0) for name, of in found.items()}
    biases = {name: of["biases"].mean(axis=0) for name, of in found.items()}
    none = "no L2"
    assert kernels["output layer"][2] < 0.8 * kernels[none][2]
    assert np.all(kernels["output layer"][:2] > 0.95 * kernels[none][:2])
    np.testing.assert_allclose(kernels["biases"], kernels[none], rtol=0.05)
    assert np.all(biases["biases"] < 0.95 * biases[none])
    assert np.all(kernels["all kernels"] < 0.8 * kernels[none])
    assert np.all(kernels["hidden kernels"][:2] < 0.8 * kernels[none][:2])
    shown = cases.case_2(found)
    assert [row[0] for row in shown.rows] == ["no L2", "A", "B", "C"]
    assert shown.rows[0][1].startswith(f"{kernels[none][0]:.2f}, ")


def test_case_4_loses_the_column_with_tiny_numbers_only():
    shown = cases.case_4(units(seeds=range(3)))
    (_, bmi, pressure, _), (_, bmi_lost, pressure_kept, _) = shown.rows
    assert (bmi, pressure) == ("3 of 3", "3 of 3")
    assert (bmi_lost, pressure_kept) == ("0 of 3", "3 of 3")


def test_case_5_loses_the_regularization_on_the_way_to_keras():
    found = moved.scripts(seeds=SEEDS)
    training = {name: 100 * of["training"].mean() for name, of in found.items()}
    assert training[moved.IN_KERAS] > 95 > 90 > training[moved.LIKE_TORCH]
    if moved.IN_TORCH in training:
        assert abs(training[moved.IN_TORCH] - training[moved.LIKE_TORCH]) < 6
    assert [row[0] for row in moved.case_5(found).rows] == list(found)


def test_an_interval_is_told_with_the_digits_that_were_asked_for():
    assert cases.mean_and_interval([1, 1, 1]) == "1.0 ± 0.0"
    assert cases.mean_and_interval([1, 1, 1], digits=2) == "1.00 ± 0.00"
