"""The diagnosis cases of the dropout lesson show their symptoms."""

import numpy as np
import pytest

from grader.lab.dropout import cases, left_on, sure
from grader.lab.dropout.sweeps import Sweep


@pytest.fixture(scope="module")
def trained():
    return left_on.left_on(seeds=range(3))


def test_case_1_loses_accuracy_and_changes_its_mind(trained):
    first, _, changed = (float(row[1].split()[0]) for row in cases.case_1(trained).rows)
    right = 100 * trained.network.accuracy(trained.few.x_test, trained.few.y_test).mean()
    assert first < right - 4
    assert changed > 10


def test_case_4_shows_rates_a_half_and_nine_tenths():
    rates = [0, 0.5, 0.9]
    right = np.array(rates)[:, None] + np.zeros((3, 4))
    shown = cases.case_4(Sweep(rates, right, right / 2, right))
    assert [row[1:] for row in shown.rows] == [
        ("50.0 ± 0.0", "25.0 ± 0.0"),
        ("90.0 ± 0.0", "45.0 ± 0.0"),
    ]


def test_case_5_changes_confidence_and_hardly_the_accuracy():
    correct, sick = cases.case_5(sure.too_sure(seeds=range(3)))
    assert float(sick[2].split()[0]) > float(correct[2].split()[0]) + 10
    assert abs(float(sick[1].split()[0]) - float(correct[1].split()[0])) < 2
    assert float(sick[3]) > float(correct[3])
