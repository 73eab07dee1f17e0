"""Criteria for random places: do they see what is not random, and nothing else?"""

import numpy as np
import pytest

from grader.criteria import Unacceptable, places
from grader.criteria.chance import may_be_at_rate

SENTENCES = ("mixed", "anywhere")


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def verdicts(draw):
    return [criterion.passed for criterion in places.left_to_chance(draw, SENTENCES)]


def halves(order):
    return order[: len(order) // 2], order[len(order) // 2 :]


def test_a_random_split_passes(rng):
    assert verdicts(lambda n: halves(rng.permutation(n))) == [True, True]


def test_one_split_for_all_calls_is_seen():
    draw = lambda n: halves(np.random.default_rng(0).permutation(n))  # noqa: E731
    assert verdicts(draw) == [True, False]


def test_a_random_start_keeps_neighbours_together(rng):
    assert verdicts(lambda n: halves(np.roll(np.arange(n), rng.integers(n)))) == [False, True]


def test_one_place_that_never_moves_is_seen(rng):
    """Is it enough that a single sample always falls in the first part?"""
    draw = lambda n: halves(np.append(0, 1 + rng.permutation(n - 1)))  # noqa: E731
    assert verdicts(draw) == [True, False]


def test_parts_that_overlap_fail_both(rng):
    assert verdicts(lambda n: (rng.permutation(n)[:7], rng.permutation(n)[:7])) == [False, False]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (([0, 2], [1, 3]), ""),
        (([0, 2], [2, 3]), "more than once"),
        (([0, 2], [3]), "in none of them"),
        (([0, 2], [1, 4]), "outside of 0 to 3"),
        (([-1, 2], [1, 0]), "outside of 0 to 3"),
    ],
)
def test_flaws_of_a_partition(parts, words):
    found = places.flaw([np.array(part) for part in parts], 4)
    assert words in found
    assert bool(found) == bool(words)


@pytest.mark.parametrize(
    "value", [[1, 2], np.ones((2, 2), int), np.array([1.0, 2.0]), np.array([True]), None]
)
def test_indices_are_whole_numbers_in_one_row(value):
    with pytest.raises(Unacceptable):
        places.indices(value, "the part")


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.8])
def test_a_share_by_chance_is_no_evidence(rng, probability):
    for trials in (20, 150):
        counts = rng.binomial(trials, probability, size=20_000)
        assert may_be_at_rate(counts, trials, probability)


def test_a_share_that_chance_does_not_explain_is_seen():
    assert not may_be_at_rate(np.array([50, 0]), 100, 0.5)
    assert not may_be_at_rate(np.array([50, 100]), 100, 0.5)
