"""The diagnosis cases of the lesson on L1 and L2 show their symptoms."""

import numpy as np
import pytest

from grader.lab import data
from grader.lab.l1_l2 import cases
from grader.reference.network import L2

SEEDS = range(2)


@pytest.fixture(scope="module")
def few():
    return data.few_shot_digits(SEEDS)


@pytest.fixture(scope="module")
def networks(few):
    return cases.trained(few, SEEDS), cases.trained(few, SEEDS, penalty=L2(0.01))


def test_case_1_shows_the_strengths_it_was_asked_for():
    sweep = np.array([0.2, 0.4, 0.6])[:, None] + np.zeros((3, 2))
    shown = cases.case_1({"training, labels partly wrong": sweep, "validation": sweep}, (1, 2))
    assert [row[:2] for row in shown.rows] == [
        ("network A", "40.0 ± 0.0"),
        ("network B", "60.0 ± 0.0"),
    ]


def test_case_2_shrinks_what_is_penalised_and_nothing_else(few, networks):
    _, found = cases.case_2(few, SEEDS, *networks)
    kernels = {name: norms(n.parameters.kernels) for name, n in found.items()}
    biases = {name: norms(n.parameters.biases) for name, n in found.items()}
    assert kernels["A"][2] < 0.7 * kernels["no L2"][2]
    assert np.all(kernels["A"][:2] > 0.95 * kernels["no L2"][:2])
    np.testing.assert_allclose(kernels["B"], kernels["no L2"], rtol=0.05)
    assert np.all(biases["B"] < 0.9 * biases["no L2"])
    assert np.all(kernels["C"] < 0.8 * kernels["no L2"])


def test_case_4_loses_the_column_with_tiny_numbers_only():
    (_, bmi, pressure, _), (_, bmi_lost, pressure_kept, _) = cases.case_4(range(3))
    assert (bmi, pressure) == ("3 of 3", "3 of 3")
    assert (bmi_lost, pressure_kept) == ("0 of 3", "3 of 3")


def test_case_5_loses_the_regularization_in_keras(few, networks):
    _, found = cases.case_5(few, SEEDS, *networks)
    training = {n: net.accuracy(few.x_train, few.y_train).mean() for n, net in found.items()}
    assert training["in Keras"] > 0.95 > 0.9 > training["in PyTorch"]


def test_an_interval_is_told_with_the_digits_that_were_asked_for():
    assert cases.mean_and_interval([1, 1, 1]) == "1.0 ± 0.0"
    assert cases.mean_and_interval([1, 1, 1], digits=2) == "1.00 ± 0.00"


def norms(arrays):
    return np.array([np.sqrt(np.square(array).sum(axis=(1, 2))).mean() for array in arrays])
