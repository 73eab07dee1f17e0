"""The computation graph of batch norm: each stage, and each gradient against differences."""

import numpy as np
import pytest

from grader.reference import batch_norm as reference
from grader.reference import batch_norm_stages as stages


@pytest.fixture
def case():
    rng = np.random.default_rng(66)
    x = rng.normal(loc=1.0, scale=[0.2, 1.0, 3.0, 1.0], size=(6, 4))
    gamma, beta = rng.uniform(-2.0, 2.0, size=(2, 4))
    return rng.normal(size=x.shape), x, gamma, beta


def test_the_stages_end_in_the_forward_pass(case):
    _, x, gamma, beta = case
    out, *_ = reference.batch_norm_forward(x, gamma, beta, np.zeros(4), np.ones(4))
    found = stages.batch_norm_forward_staged(x, gamma, beta)
    assert tuple(found) == stages.STAGES
    np.testing.assert_allclose(found["out"], out, rtol=0, atol=1e-12)


@pytest.mark.parametrize("n", [6, 1])
def test_the_staged_gradients_come_to_the_simplified_ones(case, n):
    d_out, x, gamma, _ = case
    staged = stages.batch_norm_backward_staged(d_out[:n], x[:n], gamma)
    simplified = reference.batch_norm_backward(d_out[:n], x[:n], gamma)
    for name, expected in zip(("x", "gamma", "beta"), simplified, strict=True):
        np.testing.assert_allclose(staged[name], expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", [*stages.STAGES, "x", "gamma", "beta"])
def test_each_gradient_equals_the_numerical_one(case, name):
    d_out, x, gamma, beta = case
    staged = stages.batch_norm_backward_staged(d_out, x, gamma)
    numerical = stages.numerical_gradients(d_out, x, gamma, beta)
    assert staged.keys() == numerical.keys()
    assert staged[name].shape == numerical[name].shape
    np.testing.assert_allclose(staged[name], numerical[name], rtol=1e-6, atol=1e-7)
