"""Ridge, lasso and elastic net against scikit-learn, with the factors between conventions."""

import numpy as np
import pytest

from grader.reference import l1_l2

CLOSE = {"rtol": 0, "atol": 1e-6}


@pytest.fixture
def problem():
    """Forty samples of twelve features, of which four matter; the means are not 0."""
    rng = np.random.default_rng(34)
    features = rng.normal(size=(40, 12)) + 0.5
    matter = np.where(np.arange(12) < 4, rng.normal(size=12) + 1.5, 0.0)
    return features, 3.0 + features @ matter + 0.5 * rng.normal(size=40)


@pytest.mark.parametrize("strength", [0.0, 0.5, 20.0, 1e6])
def test_ridge(problem, strength):
    """Is it Ridge(alpha=strength), which leaves the intercept unpenalised too?"""
    from sklearn.linear_model import LinearRegression, Ridge

    theirs = (Ridge(alpha=strength) if strength else LinearRegression()).fit(*problem)
    w, b = l1_l2.ridge_regression(*problem, strength)
    np.testing.assert_allclose(w, theirs.coef_, **CLOSE)
    np.testing.assert_allclose(b, theirs.intercept_, **CLOSE)


def test_ridge_with_more_features_than_samples(problem):
    from sklearn.linear_model import Ridge

    features, targets = problem[0][:7], problem[1][:7]
    theirs = Ridge(alpha=2.0).fit(features, targets)
    w, b = l1_l2.ridge_regression(features, targets, 2.0)
    np.testing.assert_allclose(w, theirs.coef_, **CLOSE)
    np.testing.assert_allclose(b, theirs.intercept_, **CLOSE)


def _lasso(alpha):
    from sklearn.linear_model import Lasso

    return Lasso(alpha=alpha, fit_intercept=False, tol=1e-12, max_iter=100_000)


def test_lasso(problem):
    """Does ISTA arrive at Lasso(alpha=strength), zeros included?"""
    theirs = _lasso(0.3).fit(*problem).coef_
    ours = l1_l2.lasso_ista(*problem, 0.3, 3000)
    np.testing.assert_allclose(ours, theirs, **CLOSE)
    assert 2 <= np.sum(ours == 0) < 12
    np.testing.assert_array_equal(ours == 0, theirs == 0)


def test_a_sum_of_squares_has_another_strength(problem):
    """Is strength s beside a plain sum of squares alpha = s / (2n) of scikit-learn?"""
    features, targets = problem
    strength = 24.0
    w = _lasso(strength / (2 * len(targets))).fit(features, targets).coef_
    slope = -2 * features.T @ (targets - features @ w)
    active = w != 0
    np.testing.assert_allclose(slope[active], -strength * np.sign(w[active]), rtol=1e-5)
    assert np.all(np.abs(slope[~active]) < strength)


@pytest.mark.parametrize(("l1", "l2"), [(0.1, 0.2), (0.3, 0.05)])
def test_elastic_net(problem, l1, l2):
    """Is ElasticNet's alpha l1 + 2 * l2, and its l1_ratio the share of l1 in that?"""
    from sklearn.linear_model import ElasticNet

    alpha = l1 + 2 * l2
    made = ElasticNet(alpha, l1_ratio=l1 / alpha, fit_intercept=False, tol=1e-12, max_iter=10**5)
    ours = l1_l2.elastic_net_ista(*problem, l1, l2, 3000)
    np.testing.assert_allclose(ours, made.fit(*problem).coef_, **CLOSE)
    # Its objective, written down from its documentation.
    penalty = l1 * np.abs(ours).sum() + 0.5 * alpha * (1 - l1 / alpha) * np.sum(ours**2)
    np.testing.assert_allclose(l1_l2.elastic_net_penalty([ours], l1, l2), penalty, **CLOSE)


def test_soft_threshold_minimises():
    """Does no other number make 1/2 * (u - w)^2 + t * abs(u) smaller?"""
    w, t = np.array([-2.0, -0.4, 0.0, 0.3, 0.5, 1.7]), 0.5
    u = np.linspace(-3, 3, 60_001)[:, None]
    grid = u[np.argmin(0.5 * (u - w) ** 2 + t * np.abs(u), axis=0), 0]
    np.testing.assert_allclose(l1_l2.soft_threshold(w, t), grid, atol=2e-4)


def test_no_proximal_step_climbs(problem):
    """Does the objective of the lasso fall with every step of length 1/L?"""
    features, targets = problem
    path = [l1_l2.lasso_ista(features, targets, 0.3, k) for k in range(12)]
    assert np.all(path[0] == 0)
    costs = [
        0.5 * np.mean((targets - features @ w) ** 2) + l1_l2.l1_penalty([w], 0.3) for w in path
    ]
    assert np.all(np.diff(costs) < 0)


def test_subgradient_steps_leave_no_zeros(problem):
    """Do they come near the solution, and still leave no weight at exactly 0?"""
    proximal = l1_l2.lasso_ista(*problem, 0.3, 3000)
    subgradient = l1_l2.lasso_subgradient(*problem, 0.3, 3000)
    np.testing.assert_allclose(subgradient, proximal, atol=0.1)
    assert np.sum(proximal == 0) >= 2
    assert np.sum(subgradient == 0) == 0
