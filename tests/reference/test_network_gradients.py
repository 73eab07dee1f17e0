"""The gradients are those of the loss: central differences in float64."""

import copy

import numpy as np
import pytest

from grader.reference.network import L1L2, Network
from grader.reference.nn.passes import differentiate

SIZES, SEEDS, N = [4, 6, 5, 3], [1, 2, 3], 9
STEP = 1e-6


@pytest.fixture
def batch():
    rng = np.random.default_rng(5)
    return rng.normal(size=(len(SEEDS), N, SIZES[0])), rng.integers(0, 3, size=(len(SEEDS), N))


def network_off_its_start(**settings):
    """A float64 network whose biases and gammas are no longer 0 and 1."""
    network = Network(SIZES, SEEDS, dtype=np.float64, **settings)
    flat = network.parameters.flat
    flat += np.random.default_rng(6).normal(scale=0.3, size=flat.shape)
    return network


def total_loss(network, x, y):
    """Data loss and penalty, shape (S,), of a copy: its masks are those of the original's next."""
    again = copy.deepcopy(network)
    # A deep copy of the views would no longer share memory with the flat array.
    again.parameters = network.parameters.like(network.parameters.flat.copy())
    scratch = again.parameters.like(np.empty_like(again.parameters.flat))
    return differentiate(again, x, y, scratch) + again.penalty_loss()


def numerical_gradients(network, x, y):
    flat = network.parameters.flat
    gradients = np.empty_like(flat)
    for p in range(flat.shape[1]):
        middle = flat[:, p].copy()
        flat[:, p] = middle + STEP
        above = total_loss(network, x, y)
        flat[:, p] = middle - STEP
        gradients[:, p] = (above - total_loss(network, x, y)) / (2 * STEP)
        flat[:, p] = middle
    return gradients


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("penalty", [None, L1L2(l1=0.02, l2=np.array([0.0, 0.1, 0.5]))])
@pytest.mark.parametrize("dropout", [0.0, (0.2, 0.5, np.array([0.0, 0.3, 0.6]), 0.1)])
def test_gradients_agree_with_central_differences(batch, batch_norm, penalty, dropout):
    network = network_off_its_start(batch_norm=batch_norm, penalty=penalty, dropout=dropout)
    expected = numerical_gradients(network, *batch)
    gradients = network.parameters.like(np.full_like(network.parameters.flat, np.nan))
    differentiate(network, *batch, gradients)
    np.testing.assert_allclose(gradients.flat, expected, atol=1e-7)
    assert np.abs(expected).max() > 0.01


def test_every_parameter_belongs_to_one_view():
    network = Network(SIZES, SEEDS, batch_norm=True)
    parameters = network.parameters
    parameters.flat[...] = 0
    views = [v for v in parameters.kernels + parameters.biases + parameters.gammas if v is not None]
    for view in views:
        view += 1
    np.testing.assert_array_equal(parameters.flat, 1)
    assert [kernel.shape for kernel in parameters.kernels] == [(3, 4, 6), (3, 6, 5), (3, 5, 3)]


def test_penalties_leave_biases_and_batch_norm_alone(batch):
    penalized = network_off_its_start(batch_norm=True, penalty=L1L2(l1=0.1, l2=0.1))
    plain = network_off_its_start(batch_norm=True)
    both = [n.parameters.like(np.empty_like(n.parameters.flat)) for n in (penalized, plain)]
    for network, gradients in zip((penalized, plain), both, strict=True):
        differentiate(network, *batch, gradients)
    for name in ("biases", "gammas"):
        for with_penalty, without in zip(*(getattr(g, name) for g in both), strict=True):
            np.testing.assert_array_equal(with_penalty, without)
    assert not np.allclose(both[0].kernels[-1], both[1].kernels[-1])
