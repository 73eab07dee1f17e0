"""Gradient descent that is stopped early, and the shrinkage that explains it."""

import numpy as np
import pytest

from grader.reference.early_stopping import (
    descent_path,
    gradient_descent_shrinkage,
    ridge_shrinkage,
    stopping_epoch,
    train_with_early_stopping,
)

RATE = 0.15


@pytest.fixture
def data():
    """Training and validation data of a noisy linear relation."""
    rng = np.random.default_rng(3)
    x, x_val = rng.normal(size=(11, 5)), rng.normal(size=(9, 5))
    w = rng.normal(size=5)
    return x, x @ w + 1.5 * rng.normal(size=11), x_val, x_val @ w + 1.5 * rng.normal(size=9)


@pytest.mark.slow
def test_the_path_is_that_of_keras_sgd(keras64, data):
    """Are the weights after each step those of a Dense layer trained on full batches?"""
    x, y, *_ = data
    keras = keras64
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(keras.optimizers.SGD(RATE), "mse")
    model.set_weights([np.zeros((5, 1))])
    for w in descent_path(x, y, RATE, 12):
        assert np.allclose(model.get_weights()[0][:, 0], w, rtol=1e-6, atol=1e-9)
        model.train_on_batch(x, y[:, None])


def test_the_path_is_that_of_pytorch(data):
    """Does automatic differentiation take the same steps?"""
    torch = pytest.importorskip("torch")
    x, y = (torch.from_numpy(a) for a in data[:2])
    w = torch.zeros(5, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=RATE)
    for expected in descent_path(*data[:2], RATE, 12):
        assert np.allclose(w.detach().numpy(), expected, rtol=1e-9, atol=1e-12)
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(x @ w, y).backward()
        optimizer.step()


@pytest.mark.parametrize("patience", [1, 2, 5])
def test_training_stops_by_the_rule_on_its_own_curve(data, patience):
    """Is the result the step that `stopping_epoch` picks from all validation errors?"""
    x, y, x_val, y_val = data
    path = list(descent_path(x, y, RATE, 40))
    errors = np.array([np.mean((x_val @ w - y_val) ** 2) for w in path])
    _, best = stopping_epoch(errors, patience)
    w, best_step = train_with_early_stopping(*data, RATE, 40, patience)
    assert best_step == best
    assert np.array_equal(w, path[best])


def test_no_step_at_all(data):
    """Are the weights zeros where max_steps is 0?"""
    w, best_step = train_with_early_stopping(*data, RATE, 0, 3)
    assert best_step == 0
    assert np.array_equal(w, np.zeros(5))


@pytest.mark.parametrize("n_steps", [0, 1, 7])
def test_descent_shrinks_as_its_formula_says(data, n_steps):
    """Along the Hessian's eigenvectors, is the weight that share of the minimiser's?"""
    x, y, *_ = data
    curvatures, axes = np.linalg.eigh(2 * x.T @ x / len(y))
    minimiser = np.linalg.lstsq(x, y, rcond=None)[0] @ axes
    *_, w = descent_path(x, y, RATE, n_steps)
    expected = gradient_descent_shrinkage(curvatures, RATE, n_steps) * minimiser
    assert np.allclose(w @ axes, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("strength", [0.01, 0.5, 30.0])
def test_ridge_shrinks_as_its_formula_says(data, strength):
    """Is scikit-learn's ridge solution that share of least squares, along each eigenvector?"""
    from sklearn.linear_model import Ridge

    x, y, *_ = data
    curvatures, axes = np.linalg.eigh(x.T @ x)
    least_squares = np.linalg.lstsq(x, y, rcond=None)[0] @ axes
    ridge = Ridge(alpha=strength, fit_intercept=False).fit(x, y).coef_ @ axes
    assert np.allclose(ridge, ridge_shrinkage(curvatures, strength) * least_squares, rtol=1e-8)


def test_a_flat_direction_gets_nothing():
    """Is an eigenvalue of 0 no division by zero, and no weight?"""
    assert gradient_descent_shrinkage(np.array([0.0, 0.5]), 0.2, 3)[0] == 0.0
    assert ridge_shrinkage(np.array([0.0, 2.0]), 2.0).tolist() == [0.0, 0.5]
