"""What label smoothing does to confidence and to memorizing."""

import pytest

from grader.lab.combining.smoothing import ARMS, softened


@pytest.fixture(scope="module")
def found():
    return softened(epochs=40, seeds=range(2))


def test_each_arm_and_seed_has_its_place(found):
    assert list(found) == list(ARMS)
    assert {values.shape for arm in found.values() for values in arm.values()} == {(2,)}


def test_smoothing_lowers_the_confidence_and_dropout_prevents_fitting(found):
    sure = [found[arm]["confidence"].mean() for arm in ("one-hot labels", "0.1", "0.2")]
    assert sure[0] - 0.05 > sure[1] > sure[2] + 0.05
    fitted = {arm: values["training"].mean() for arm, values in found.items()}
    assert fitted["dropout"] < fitted["0.2"] - 0.03
