"""Steps against torch.optim, whose SGD and Adam add weight_decay * w to the gradient."""

import numpy as np
import pytest

from grader.reference import l1_l2

torch = pytest.importorskip("torch")

CLOSE = {"rtol": 0, "atol": 1e-6}
DECAY = 0.3


@pytest.fixture
def case():
    rng = np.random.default_rng(33)
    return rng.normal(size=(4, 3)), rng.normal(size=(15, 4, 3))


def _steps(make, w, gradients):
    """The weights after each step of a torch optimizer."""
    parameter = torch.nn.Parameter(torch.tensor(w))
    optimizer = make([parameter])
    for gradient in gradients:
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
        yield parameter.detach().numpy().copy()


def test_sgd_couples_its_weight_decay(case):
    """Is torch's SGD(weight_decay=) a step on an L2 penalty of half that strength?"""
    w, gradients = case
    expected = _steps(lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=DECAY), *case)
    for gradient, theirs in zip(gradients, expected, strict=True):
        w = l1_l2.sgd_l2_step(w, gradient, 0.1, DECAY / 2)
        np.testing.assert_allclose(w, theirs, **CLOSE)


@pytest.mark.parametrize("decoupled", [True, False], ids=["AdamW", "Adam"])
def test_adam_couples_and_adamw_decouples(case, decoupled):
    """Is AdamW our AdamW, and Adam(weight_decay=) ours on a gradient with decay * w in it?"""
    w, gradients = case
    make = torch.optim.AdamW if decoupled else torch.optim.Adam
    expected = _steps(lambda p: make(p, lr=0.05, weight_decay=DECAY, eps=1e-7), *case)
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step, (gradient, theirs) in enumerate(zip(gradients, expected, strict=True), start=1):
        total = gradient if decoupled else gradient + DECAY * w
        decay = DECAY if decoupled else 0.0
        w, m, v = l1_l2.adamw_step(w, total, m, v, step, 0.05, decay)
        np.testing.assert_allclose(w, theirs, **CLOSE)
