"""Data, optimizers and two-weight problems of the lesson on L1 and L2 do what they say."""

import numpy as np
import pytest

from grader.lab.l1_l2 import experiments, two_weights
from grader.lab.l1_l2.experiments.many_inputs import LARGE
from grader.lab.l1_l2.optimizers import AdamW, L2OnBiases, ProximalSGD
from grader.lab.l1_l2.places import L2On
from grader.reference import l1_l2 as reference
from grader.reference.network import L2, SGD, Adam, Network

SIZES = (6, 8, 7, 3)
X = np.random.default_rng(0).random((40, 6))
Y = np.arange(40) % 3
ONE_STEP = {"epochs": 1, "batch_size": 40}


def trained(optimizer, penalty=None, schedule=ONE_STEP):
    network = Network(
        SIZES, seeds=range(2), penalty=penalty, dtype=np.float64, initializer="glorot"
    )
    for bias in network.parameters.biases:
        bias += 0.1
    network.fit(X, Y, optimizer=optimizer, **schedule)
    return network.parameters


def test_the_proximal_step_follows_the_step_of_sgd_on_kernels_alone():
    proximal, plain = trained(ProximalSGD(SIZES, 0.5, l1=0.2)), trained(SGD(0.5))
    for ours, theirs in zip(proximal.kernels, plain.kernels, strict=True):
        np.testing.assert_allclose(ours, reference.soft_threshold(theirs, 0.1), atol=1e-12)
    for ours, theirs in zip(proximal.biases, plain.biases, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_adamw_is_the_step_of_the_reference_on_kernels_and_adam_s_on_biases():
    start = Network(SIZES, seeds=range(2), dtype=np.float64, initializer="glorot").parameters
    ours, plain = trained(AdamW(SIZES, 0.01, decay=5.0)), trained(Adam(0.01))
    for kernel, without, initial in zip(ours.kernels, plain.kernels, start.kernels, strict=True):
        zeros = np.zeros_like(initial)
        decayed, _, _ = reference.adamw_step(initial, zeros, zeros, zeros, 1, 0.01, 5.0)
        # Adam's part does not depend on the weights; it is multiplied by 1 - 0.05 here.
        np.testing.assert_allclose(kernel - decayed, 0.95 * (without - initial), atol=1e-12)
    for bias, without in zip(ours.biases, plain.biases, strict=True):
        np.testing.assert_array_equal(bias, without)


def test_l2_on_biases_shrinks_biases():
    long = {"epochs": 30, "batch_size": 10}
    penalized = trained(L2OnBiases(SIZES, 0.01, l2=10.0), schedule=long)
    plain = trained(Adam(0.01), schedule=long)
    for ours, theirs in zip(penalized.biases, plain.biases, strict=True):
        assert np.abs(ours).max() < 0.1 * np.abs(theirs).max()


def test_l2_on_some_shapes_is_l2_there_and_nothing_elsewhere():
    some = L2On(0.3, (SIZES[1:3],))
    networks, rng = slice(0, 2), np.random.default_rng(0)
    meant, other = rng.normal(size=(2, 8, 7)), rng.normal(size=(2, 6, 8))
    np.testing.assert_array_equal(some.loss(meant, networks), L2(0.3).loss(meant, networks))
    assert not some.loss(other, networks).any()
    for kernel, expected in ((meant, 0.6 * meant), (other, 0 * other)):
        gradient = np.zeros_like(kernel)
        some.add_gradient(kernel, gradient, networks)
        np.testing.assert_allclose(gradient, expected)


@pytest.mark.parametrize("draw", [experiments.diabetes, experiments.breast_cancer])
def test_noise_columns_come_last_and_training_columns_are_standardised(draw):
    plain, noisy = draw(3), draw(3, n_noise=4)
    assert noisy.x_train.shape[1] == plain.x_train.shape[1] + 4
    np.testing.assert_allclose(noisy.x_train.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(noisy.x_train.std(axis=0), 1)
    assert not np.allclose(noisy.x_test.std(axis=0), 1, rtol=1e-6)
    correlations = np.corrcoef(noisy.x_train.T, noisy.y_train)[-1, :-1]
    assert np.abs(correlations[-4:]).max() < 0.25 < np.abs(correlations[:-4]).max()
    assert not np.array_equal(draw(4).y_train, plain.y_train)


def test_a_pair_has_the_correlation_that_was_asked_for():
    x, y = experiments.pair(0.9, seed=0, n=20_000)
    correlations = np.corrcoef(x.T)
    assert correlations[0, 1] == pytest.approx(0.9, abs=0.01)
    assert np.abs(correlations[0, 2:]).max() < 0.03
    np.testing.assert_allclose(np.linalg.lstsq(x, y)[0], [1, 1, 0, 0, 0], atol=0.06)


def test_large_digits_are_784_pixels_drawn_anew_for_each_seed_without_overlap():
    x_train, y_train, x_test, y_test = experiments.large_digits(range(2), n_train=30, n_test=20)
    assert x_train.shape == (2, 30, 784)
    assert x_test.shape == (2, 20, 784)
    assert y_train.shape + y_test.shape == (2, 30, 2, 20)
    assert not np.array_equal(x_train[0], x_train[1])
    seen = {image.tobytes() for image in x_train[0]}
    assert not any(image.tobytes() in seen for image in x_test[0])


@pytest.mark.parametrize("kind", ["L1", "L2"])
def test_the_border_of_a_ball_is_where_its_penalty_is_one_and_meets_the_axes(kind):
    points = two_weights.border(kind)
    size = np.abs(points).sum(axis=1) if kind == "L1" else np.square(points).sum(axis=1)
    np.testing.assert_allclose(size, 1)
    assert {tuple(p) for p in points} >= {(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)}


def test_two_weights_are_solved_as_a_search_over_a_grid_solves_them():
    axis = np.linspace(-1, 2.5, 351)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    curvature = two_weights.gram(0.6)
    for l1, l2 in ((0.5, 0.0), (0.0, 0.7), (0.4, 0.2)):
        cost = two_weights.loss(grid, curvature)
        cost += l1 * np.abs(grid).sum(axis=1) + l2 * np.square(grid).sum(axis=1)
        found = two_weights.solve(curvature, [l1], [l2])[0]
        np.testing.assert_allclose(found, grid[cost.argmin()], atol=0.011)


def test_keras_takes_the_steps_that_its_optimizer_is_described_to_take():
    import keras

    start, gradients = np.array([1.0, -2.0]), np.array([[0.5, 0.0], [1.0, -1.0]])
    ended = experiments.keras_steps(keras.optimizers.SGD(0.1, weight_decay=0.5), start, gradients)
    expected = start
    for gradient in gradients:
        expected = reference.sgd_weight_decay_step(expected, gradient, 0.1, 0.5)
    np.testing.assert_allclose(ended, expected, rtol=1e-6)


def test_pytorch_takes_its_steps_too():
    torch = pytest.importorskip("torch")
    start, gradients = np.array([1.0, -2.0]), np.array([[0.5, 0.0], [1.0, -1.0]])
    ended = experiments.torch_steps(
        lambda parameters: torch.optim.SGD(parameters, lr=0.1, weight_decay=0.5), start, gradients
    )
    expected = start
    for gradient in gradients:
        expected = reference.sgd_l2_step(expected, gradient, 0.1, 0.25)
    np.testing.assert_allclose(ended, expected)


def test_a_pair_is_shared_or_picked():
    weights = np.array([[1.0, -1.0, 9, 9, 9], [0.0, 2.0, 9, 9, 9], [3.0, 1.0, 0, 0, 0]])
    np.testing.assert_allclose(experiments.share_of_larger(weights), [0.5, 1.0, 0.75])
    found = experiments.correlated_pairs((0.999,), seeds=range(3))
    assert experiments.share_of_larger(found["lasso"]).mean() > 0.75
    assert experiments.share_of_larger(found["ridge"]).max() < 0.55


def test_columns_that_are_kept_are_counted_by_kind():
    found = experiments.noise_columns(n_noise=5, seeds=range(2))
    real, noise, score = found["nearly none (0.001)"]
    assert (real.tolist(), noise.tolist()) == ([10, 10], [5, 5])
    assert np.all((score > 0.3) & (score < 0.7))
    kept = experiments.tumors(cs=(1.0,), n_noise=4, seeds=range(2))
    assert np.all(kept["L2"][0, :2] == [[30], [4]])
    assert np.all(kept["L1"][0, 0] < 30)


def test_a_reported_loss_is_data_loss_plus_penalty():
    found = experiments.reported_losses(l2=(0.0, 0.01), epochs=4, seeds=range(2), steps=2)
    assert found["data loss"].shape == (2, 2, 4)
    assert found["epochs"].tolist() == [2, 4, 6, 8]
    np.testing.assert_array_equal(found["val_loss"][0], found["data loss"][0])
    assert np.all(found["val_loss"][1] > found["data loss"][1] + 1)
    assert found["accuracy"][..., -1].mean() > found["accuracy"][..., 0].mean()


def test_what_arithmetic_says_is_left():
    found = experiments.what_is_left(noise=(0.1,), steps=100, rate=0.01, copies=5)
    np.testing.assert_allclose(found["SGD, L2"], 0.99**100)
    assert np.all(found["Adam, L2"] < found["AdamW"])


def test_many_inputs_pay_much_for_l1_from_the_start():
    found = experiments.many_inputs(epochs=1, seeds=range(2))
    paid = {name: of["penalty"].mean() for name, of in found.items()}
    assert paid["no penalty"] == 0
    assert paid["L1 0.01"] > 10 > 3 > paid["L2 0.01"]
    np.testing.assert_allclose(
        paid["L1 0.01 and L2 0.01"], paid["L1 0.01"] + paid["L2 0.01"], rtol=1e-5
    )


def test_enlarged_signals_look_like_enlarged_digits():
    signals, digits = (LARGE[name](range(2), n_test=7) for name in ("mnist1d", "digits"))
    assert [part.shape for part in signals] == [part.shape for part in digits]
    assert set(np.unique(np.diff(signals[0][0, 0]) == 0)) == {False, True}


def test_only_proximal_steps_end_at_zero():
    found = experiments.zeros_in_problems(seeds=range(2))
    assert np.all((found["proximal steps"] == 0).sum(axis=1) > 25)
    assert not np.any(found["subgradient steps"] == 0)
