"""Criteria for random integers: do they see what is not random, and nothing else?"""

import numpy as np
import pytest

from grader.criteria.integers import independent_integers, uniform_integers


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def test_uniform_integers_pass(rng):
    for low, high in ((-2, 2), (0, 1), (3, 3)):
        for _ in range(50):
            values = rng.integers(low, high + 1, size=1300)
            assert uniform_integers(values, low, high, "uniform").passed


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda rng: rng.integers(-2, 2, size=1300), "from -2 to 1"),
        (lambda rng: rng.integers(-3, 4, size=1300), "from -3 to 3"),
        (lambda rng: rng.uniform(-2, 2, size=1300).round().astype(int), "too rarely"),
        (lambda rng: 2 * rng.integers(-1, 2, size=1300), "no -1 and no 1"),
        (
            lambda rng: rng.choice([-2, -1, 0, 1, 2], p=[0.3, 0.1, 0.2, 0.1, 0.3], size=1300),
            "often",
        ),
        (lambda rng: np.zeros(1300, dtype=int), "the same number"),
        (lambda rng: np.zeros(0, dtype=int), "cannot be told"),
    ],
)
def test_other_integers_are_seen(rng, draw, words):
    """Is it said in words that do not depend on the draws?"""
    for _ in range(20):
        criterion = uniform_integers(draw(rng), -2, 2, "uniform")
        assert not criterion.passed
        assert words in criterion.found


def test_integers_that_go_together_are_seen(rng):
    one, other = rng.integers(0, 5, size=(2, 1300))
    assert independent_integers(one, other, "independent").passed
    for kin in (one, 4 - one, np.where(rng.random(1300) < 0.5, one, other)):
        assert not independent_integers(one, kin, "independent").passed
    assert not independent_integers(one, 0 * one, "independent").passed
