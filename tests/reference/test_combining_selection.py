"""Random search, and the choice among candidates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from grader.reference.combining import one_standard_error_rule, random_search

SPACE = {
    "rate": ("log", 1e-5, 1e-1),
    "dropout": ("linear", 0.1, 0.7),
    "layers": [(64, 32), None, "none", [16]],
}


def test_values_follow_the_laws_of_scipy():
    """Are log ranges loguniform and linear ones uniform, by Kolmogorov and Smirnov?"""
    trials = random_search(SPACE, 4000, np.random.default_rng(2))
    rates, dropouts = ([trial[name] for trial in trials] for name in ("rate", "dropout"))
    assert stats.kstest(rates, stats.loguniform(1e-5, 1e-1).cdf).pvalue > 1e-6
    assert stats.kstest(dropouts, stats.uniform(0.1, 0.6).cdf).pvalue > 1e-6


def test_choices_are_the_objects_of_the_list():
    """Does each come back as itself, and all of them?"""
    trials = random_search(SPACE, 200, np.random.default_rng(3))
    identities = {id(choice) for choice in SPACE["layers"]}
    assert {id(trial["layers"]) for trial in trials} == identities


@pytest.mark.parametrize("scale", ["log", "linear"])
@pytest.mark.parametrize("value", [0.1, 3.0, 7e-5])
def test_no_rounding_leaves_the_limits(scale, value):
    """Is a range of one single value kept exactly?"""
    trials = random_search({"x": (scale, value, value)}, 50, np.random.default_rng(0))
    assert {trial["x"] for trial in trials} == {value}


def test_the_same_state_gives_the_same_trials():
    """Does all randomness come from rng?"""
    one, other, third = (random_search(SPACE, 5, np.random.default_rng(s)) for s in (1, 1, 2))
    assert one == other
    assert one != third


CANDIDATES = st.lists(
    st.tuples(st.integers(1, 40), st.integers(0, 12)),
    min_size=1,
    max_size=8,
    unique_by=lambda c: c[0],
)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_rule_by_its_definition(candidates, random):
    """Is nothing simpler good enough, and the chosen one is?"""
    means, errors = (np.array(column) / 8 for column in zip(*candidates, strict=True))
    complexity = np.array(random.sample(range(-5, 20), len(means)), dtype=float)
    chosen = one_standard_error_rule(means, errors, complexity)
    limit = means.min() + errors[list(means).index(means.min())]
    assert means[chosen] <= limit
    assert all(means[i] > limit for i in range(len(means)) if complexity[i] < complexity[chosen])


@pytest.mark.slow
def test_the_models_layers_are_those_of_the_exercise():
    """Has the combined model its penalties and its dropout where they belong?"""
    from grader.reference.combining_models import build_combined_model

    model = build_combined_model(7, 4, 0.02, 0.3)
    kinds = [type(layer).__name__ for layer in model.layers]
    assert kinds == ["Dense", "Dropout", "Dense", "Dropout", "Dense"]
    assert [layer.rate for layer in model.layers[1::2]] == [0.3, 0.3]
    hidden = [layer.kernel.numpy() for layer in model.layers[:3:2]]
    expected = 0.02 * sum(np.sum(kernel.astype(float) ** 2) for kernel in hidden)
    assert float(sum(float(loss) for loss in model.losses)) == pytest.approx(expected, rel=1e-5)
