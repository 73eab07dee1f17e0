"""Settings that a learner left on: no verdict depends on them, and they are there afterwards."""

import warnings

import numpy as np
import pytest

from grader import check
from grader.criteria import close
from grader.exercise import exercise
from grader.exercises import find
from grader.judge import judge, shares_of
from grader.student import local


def reciprocal(x):
    return np.where(x == 0, 0.0, 1 / x)


@exercise(reference=reciprocal, points=1, hints=())
def inverse(student, rng):
    x = np.array([0.0, 2.0])
    yield close(student(x), np.where(x == 0, 0.0, 1 / np.maximum(x, 1)), "It is 1 / x")


@pytest.fixture
def strict():
    """Floating-point events and warnings are errors in the learner's kernel."""
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_strict_settings_do_not_reach_an_answer(strict):
    """Does a right answer that divides by zero on its way pass, with a warning shown?"""
    verdict = judge(inverse, local(reciprocal))
    assert verdict.status == "passed"
    assert any("divide by zero" in words for words in verdict.warned)


def test_strict_settings_do_not_reach_a_check(strict):
    """Is a wrong answer that returns what cannot be computed with no error of ours?"""
    verdict = judge(inverse, local(lambda x: x * np.inf))
    assert verdict.status == "failed"
    assert "nan" in verdict.message


def test_strict_settings_are_there_afterwards(strict):
    judge(inverse, local(reciprocal))
    with pytest.raises(FloatingPointError):
        np.float64(1) / np.float64(0)
    with pytest.raises(UserWarning):
        warnings.warn("still an error", UserWarning, stacklevel=1)


POLICIES = ("mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float64")


@pytest.fixture
def keras_config():
    config = pytest.importorskip("keras").config
    yield config
    config.set_floatx("float32")
    config.set_dtype_policy("float32")


@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_decides_about_no_verdict(keras_config, policy):
    """Is the same right model right, and the learner's policy still in force afterwards?"""
    build_l2_model = find("build_l2_model").reference
    seen = []

    def watched(n_features, strength):
        seen.append(keras_config.dtype_policy().name)
        return build_l2_model(n_features, strength)

    keras_config.set_dtype_policy(policy)
    assert check(watched, "build_l2_model").status == "passed"
    assert keras_config.dtype_policy().name == policy
    assert set(seen) == {policy}


@pytest.mark.slow
def test_a_policy_set_by_the_answer_itself_stays_with_the_learner(keras_config):
    """Does a builder that sets the policy change nothing for what the check builds?"""
    build_l2_model = find("build_l2_model").reference

    def sets_it(n_features, strength):
        keras_config.set_dtype_policy("mixed_float16")
        return build_l2_model(n_features, strength)

    assert check(sets_it, "build_l2_model").status == "passed"
    assert keras_config.dtype_policy().name == "mixed_float16"


@pytest.mark.slow
def test_what_an_exercise_is_worth_does_not_come_of_a_policy(keras_config):
    """It is seen in the first check of a kernel and kept: does a later one give all points?"""
    build_l2_model = find("build_l2_model").reference
    for policy in ("bfloat16", "float32"):
        keras_config.set_dtype_policy(policy)
        shares_of.cache_clear()
        verdict = check(build_l2_model, "build_l2_model")
        keras_config.set_dtype_policy("float32")
        again = check(build_l2_model, "build_l2_model")
        assert verdict.score == again.score == again.points
