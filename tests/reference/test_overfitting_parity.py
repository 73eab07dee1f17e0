"""The overfitting lesson's references against NumPy, SciPy and scikit-learn."""

import numpy as np
import pytest
from scipy import linalg, stats
from sklearn import linear_model, metrics, model_selection, pipeline, preprocessing

from grader.reference import overfitting as reference

CLOSE = {"rtol": 1e-9, "atol": 1e-9}


@pytest.fixture
def rng():
    return np.random.default_rng(31)


@pytest.mark.parametrize("degree", [0, 1, 5])
def test_polynomial_features_equal_scikit_learns(rng, degree):
    x = np.append(rng.uniform(-2, 2, size=7), 0.0)
    expected = preprocessing.PolynomialFeatures(degree).fit_transform(x[:, np.newaxis])
    np.testing.assert_allclose(reference.polynomial_features(x, degree), expected, **CLOSE)


@pytest.mark.parametrize("shape", [(12, 4), (5, 5), (4, 9)])
def test_least_squares_equals_scipys_pseudo_inverse(rng, shape):
    features, targets = rng.normal(size=shape), rng.normal(size=shape[0])
    weights = reference.fit_least_squares(features, targets)
    np.testing.assert_allclose(weights, linalg.pinv(features) @ targets, **CLOSE)


def test_least_squares_of_dependent_columns_are_those_of_least_norm(rng):
    """Are the weights orthogonal to everything that changes no prediction?"""
    features, targets = rng.normal(size=(9, 5)), rng.normal(size=9)
    features[:, 4] = features[:, 0] - 2 * features[:, 1]
    weights = reference.fit_least_squares(features, targets)
    null = linalg.null_space(features)
    assert null.shape == (5, 1)
    np.testing.assert_allclose(null.T @ weights, 0, **CLOSE)
    np.testing.assert_allclose(features.T @ (features @ weights - targets), 0, **CLOSE)


def test_mean_squared_error_equals_scikit_learns_and_keras(rng, keras64):
    targets, predictions = rng.normal(size=(2, 17))
    error = reference.mean_squared_error(targets, predictions)
    assert isinstance(error, float)
    np.testing.assert_allclose(error, metrics.mean_squared_error(targets, predictions), **CLOSE)
    theirs = keras64.losses.mean_squared_error(targets, predictions)
    np.testing.assert_allclose(error, float(theirs), rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("n", "fractions", "sizes"),
    [
        (22, [0.7, 0.15, 0.15], [15, 3, 4]),
        (11, [0.7, 0.15, 0.15], [8, 2, 1]),
        (9, [0.3, 0.7], [3, 6]),
        (5, [1.0], [5]),
    ],
)
def test_a_split_has_the_sizes_of_the_contract(rng, n, fractions, sizes):
    parts = reference.split_indices(n, fractions, rng)
    assert [len(part) for part in parts] == sizes
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(n))


@pytest.mark.parametrize(("n", "k"), [(23, 5), (20, 5), (7, 2), (6, 6)])
def test_folds_are_sized_as_scikit_learns(rng, n, k):
    folds = reference.k_fold(n, k, rng)
    theirs = model_selection.KFold(k).split(np.empty(n))
    assert [len(v) for _, v in folds] == [len(v) for _, v in theirs]
    np.testing.assert_array_equal(np.sort(np.concatenate([v for _, v in folds])), np.arange(n))
    for train, validation in folds:
        np.testing.assert_array_equal(np.sort(train), np.setdiff1d(np.arange(n), validation))


@pytest.mark.parametrize("draw", [reference.split_indices, reference.k_fold])
def test_every_sample_falls_in_every_part(draw):
    """Over 3,000 calls, is each sample found in each of three parts a third of the time?"""
    rng, counts = np.random.default_rng(5), np.zeros((3, 6))
    for _ in range(3000):
        parts = draw(6, [1 / 3] * 3 if draw is reference.split_indices else 3, rng)
        validation = parts if draw is reference.split_indices else [v for _, v in parts]
        for number, part in enumerate(validation):
            counts[number, part] += 1
    assert stats.chisquare(counts, axis=None, ddof=counts.size - 11).pvalue > 1e-6


def test_cross_validation_equals_scikit_learns(rng):
    x = rng.uniform(-1, 1, size=23)
    y = np.sin(3 * x) + rng.normal(size=23)
    folds = reference.k_fold(23, 4, rng)
    model = pipeline.make_pipeline(
        preprocessing.PolynomialFeatures(3), linear_model.LinearRegression()
    )
    settings = {"cv": folds, "scoring": "neg_mean_squared_error"}
    scores = model_selection.cross_val_score(model, x[:, np.newaxis], y, **settings)
    error = reference.cross_validation_error(x, y, 3, folds)
    np.testing.assert_allclose(error, -scores.mean(), **CLOSE)


def test_bias_and_variance_add_up_to_the_error(rng):
    predictions, truth = rng.normal(size=(7, 11)), rng.normal(size=11)
    bias_squared, variance = reference.bias_variance(predictions, truth)
    error = metrics.mean_squared_error(np.tile(truth, 7), predictions.ravel())
    np.testing.assert_allclose(bias_squared + variance, error, **CLOSE)
    expected = np.mean([np.var(predictions[:, j]) for j in range(11)])
    np.testing.assert_allclose(variance, expected, **CLOSE)


@pytest.mark.parametrize("dtype", [np.int64, np.int8, np.uint8])
def test_corrupt_labels_change_just_as_many_to_other_classes(rng, dtype):
    labels = (np.arange(3000) % 5).astype(dtype)
    before = labels.copy()
    noisy = reference.corrupt_labels(labels, 0.3, 5, rng)
    np.testing.assert_array_equal(labels, before)
    assert noisy.dtype == dtype
    changed = noisy != labels
    assert changed.sum() == 900
    steps = (noisy[changed].astype(int) - labels[changed]) % 5
    assert stats.chisquare(np.bincount(steps, minlength=5)[1:]).pvalue > 1e-6
    # The places are as random as those of a shuffled row: their mean rank is near the middle.
    assert abs(np.flatnonzero(changed).mean() - 1499.5) < 6 * 3000 / np.sqrt(12 * 900)


@pytest.mark.parametrize(("fraction", "changed"), [(0.0, 0), (1.0, 12)])
def test_corrupt_labels_of_two_classes(rng, fraction, changed):
    labels = rng.integers(0, 2, size=12)
    noisy = reference.corrupt_labels(labels, fraction, 2, rng)
    assert np.sum(noisy == 1 - labels) == changed


def test_random_features_equal_a_dense_layer(rng, keras64):
    x, weights = rng.normal(size=(9, 4)), rng.normal(size=(4, 30))
    layer = keras64.layers.Dense(30, activation="relu", use_bias=False)
    layer.build(x.shape)
    layer.set_weights([weights])
    expected = np.asarray(layer(x))
    np.testing.assert_allclose(reference.random_features(x, weights), expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("shape", [(20, 5), (6, 30)])
def test_ridge_equals_scikit_learns(rng, shape):
    features, targets = rng.normal(size=shape), rng.normal(size=shape[0])
    strengths = [1e-3, 0.5, 30.0]
    for strength, row in zip(
        strengths, reference.fit_ridge(features, targets, strengths), strict=True
    ):
        model = linear_model.Ridge(alpha=strength, fit_intercept=False, solver="cholesky")
        np.testing.assert_allclose(row, model.fit(features, targets).coef_, rtol=0, atol=1e-8)
