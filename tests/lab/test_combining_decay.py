"""Weight decay beside batch norm."""

import numpy as np
import pytest

from grader.lab.combining.decay import decay


@pytest.fixture(scope="module")
def found():
    return decay(strengths=(0.0, 1.0), epochs=20, seeds=range(2))


def test_each_strength_and_seed_has_its_place(found):
    for measured in found.values():
        assert {values.shape for values in measured.values()} == {(2, 2)}


def test_a_huge_penalty_ends_learning_without_batch_norm_only(found):
    without, beside = (found[normed]["training"] for normed in (False, True))
    assert without[0].min() > 0.7
    assert without[1].max() < 0.2
    assert beside[1].min() > 0.25


def test_the_penalty_shrinks_kernels_with_and_without_batch_norm(found):
    for measured in found.values():
        assert np.all(measured["norm"][1] < measured["norm"][0] / 2)
