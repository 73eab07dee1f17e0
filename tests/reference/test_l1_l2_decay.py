"""L2 against decoupled weight decay: one thing under SGD, two under Adam."""

import numpy as np
import pytest

from grader.reference import l1_l2


@pytest.fixture
def quadratic():
    """The gradient of a loss whose curvature differs from weight to weight by factors."""
    rng = np.random.default_rng(32)
    curvature, center = np.array([0.05, 0.5, 5.0]), rng.normal(size=3) + 2.0
    return lambda w: curvature * (w - center)


def test_under_sgd_a_strength_is_half_a_decay(quadratic):
    """Do the two paths agree if decay is twice the strength?"""
    coupled = decoupled = np.zeros(3)
    for _ in range(50):
        coupled = l1_l2.sgd_l2_step(coupled, quadratic(coupled), 0.1, 0.15)
        decoupled = l1_l2.sgd_weight_decay_step(decoupled, quadratic(decoupled), 0.1, 0.3)
        np.testing.assert_allclose(coupled, decoupled, rtol=0, atol=1e-12)


def _adam(gradient, strength, decay):
    """Weights after 2,000 steps of Adam with an L2 penalty and decoupled decay."""
    w, m, v = np.zeros((3, 3))
    for step in range(1, 2001):
        total = gradient(w) + l1_l2.penalty_gradient(w, 0.0, strength)
        w, m, v = l1_l2.adamw_step(w, total, m, v, step, 0.01, decay)
    return w


def test_under_adam_l2_descends_the_penalised_loss(quadratic):
    """Does Adam with L2 end where the gradient of loss and penalty is 0?"""
    w = _adam(quadratic, 0.15, 0.0)
    np.testing.assert_allclose(quadratic(w) + 0.3 * w, 0.0, atol=1e-3)


def test_under_adam_the_two_differ(quadratic):
    """Is decoupled decay another thing there, whichever decay it has?"""
    coupled = _adam(quadratic, 0.15, 0.0)
    for decay in (0.03, 0.1, 0.3, 1.0):
        assert np.abs(_adam(quadratic, 0.0, decay) - coupled).max() > 0.1
