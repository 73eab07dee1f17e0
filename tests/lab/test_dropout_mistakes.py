"""The mistakes that lessons show are the mistakes that they name."""

import numpy as np
import pytest

from grader.lab.dropout import mistakes
from grader.reference.network import Network

X = np.random.default_rng(0).random((40, 6))


@pytest.fixture
def network():
    return Network([6, 12, 8, 3], seeds=range(2), dropout=0.5)


def test_with_dropout_on_two_passes_differ_and_without_they_do_not(network):
    x = np.stack([X, X])
    first, second = (mistakes.predict_with_dropout_on(network, x) for _ in range(2))
    assert np.abs(first - second).max() > 1e-3
    np.testing.assert_array_equal(network.predict(x), network.predict(x))


def test_without_the_scale_only_layers_behind_a_dropped_one_grow(network):
    before = [kernel.copy() for kernel in network.parameters.kernels]
    mistakes.without_the_scale(network)
    factors = [
        (after / start).mean()
        for start, after in zip(before, network.parameters.kernels, strict=True)
    ]
    np.testing.assert_allclose(factors, [1, 2, 2], rtol=1e-6)
