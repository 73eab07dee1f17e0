"""The batch norm lesson's laboratory does to the networks what the text says."""

import numpy as np
import pytest

from grader.lab.batch_norm import networks
from grader.lab.batch_norm.experiments import rates, shift, spread_by_depth
from grader.reference.network import SGD, BatchNorm, Network

SEEDS, SIZES = [1, 2], [5, 7, 6, 3]


@pytest.fixture
def samples():
    rng = np.random.default_rng(0)
    return rng.normal(2, 3, size=(40, 5)), rng.integers(0, 3, size=40)


def trained(x, y, **settings):
    network = Network(SIZES, SEEDS, batch_norm=True, dtype=np.float64, **settings)
    network.fit(x, y, epochs=3, batch_size=8, optimizer=SGD(0.1))
    return network


def test_population_statistics_make_inference_agree_with_training_mode(samples):
    x, y = samples
    network = trained(x, y)
    in_training_mode = networks.predict_in_training_mode(network, x)
    assert np.abs(network.predict(x) - in_training_mode).max() > 0.01
    networks.use_population_statistics(network, x)
    np.testing.assert_allclose(network.predict(x), in_training_mode)


def test_population_statistics_are_collected_without_dropout_groups_and_noise(samples):
    x, _ = samples
    noise = shift.Disturbance(SEEDS, 5.0, 5.0)
    settings = {"dropout": 0.5, "noise": noise, "dtype": np.float64}
    rough = Network(SIZES, SEEDS, batch_norm=BatchNorm(group=2), **settings)
    calm = Network(SIZES, SEEDS, batch_norm=True, dtype=np.float64)
    for network in (rough, calm):
        networks.use_population_statistics(network, x)
    for ours, expected in zip(rough.running, calm.running, strict=True):
        np.testing.assert_allclose(ours, expected)
    assert not noise.moments
    assert all(np.any(rate > 0) for rate in rough.rates[1:-1])


def test_without_batch_norm_there_is_nothing_to_collect(samples):
    network = Network(SIZES, SEEDS)
    before = network.predict(samples[0])
    networks.use_population_statistics(network, samples[0])
    np.testing.assert_array_equal(network.predict(samples[0]), before)


def test_predicting_in_training_mode_changes_nothing_and_depends_on_company(samples):
    x, y = samples
    network = trained(x, y)
    before = network.predict(x)
    few, many = (networks.predict_in_training_mode(network, x[:n])[:, 0] for n in (4, 40))
    assert np.abs(few - many).max() > 0.01
    np.testing.assert_array_equal(network.predict(x), before)


def test_every_network_has_its_own_factor():
    network, plain = (Network(SIZES, SEEDS) for _ in range(2))
    networks.scale_kernels(network, [2, 0.5])
    for ours, theirs in zip(network.parameters.kernels, plain.parameters.kernels, strict=True):
        np.testing.assert_allclose(ours[0], 2 * theirs[0])
        np.testing.assert_allclose(ours[1], theirs[1] / 2)


def test_epochs_are_counted_from_one_and_never_is_infinite():
    loss = np.array([[0.05, 0.9, 0.5], [0.5, 0.09, 0.4], [0.5, 0.2, np.nan]])
    np.testing.assert_array_equal(networks.first_epoch(loss < 0.1), [1, 2, np.inf])


def test_the_shift_is_how_far_means_move_in_standard_deviations():
    record = shift.Disturbance(SEEDS)
    column = np.array([-1.0, 1.0])[:, None]
    for mean, std in ((0, 1), (3, 2), (3, 2)):
        out = np.broadcast_to(mean + std * column, (2, 2, 4)).astype(float)
        np.testing.assert_array_equal(record(1, slice(0, 2), out), 0)
    np.testing.assert_allclose(record.shift_per_step(1), [[3, 0], [3, 0]])


def test_a_disturbance_shifts_whole_batches_and_each_network_by_its_own_seed():
    big = np.zeros((2, 4000, 3))
    first = shift.Disturbance(SEEDS, 1.0, 0.5)(0, slice(0, 2), big)
    means, stds = first.mean(axis=1), first.std(axis=1)
    assert np.all(np.abs(means) < 1.05)
    assert np.abs(means).max() > 0.2  # far more than 4000 samples of noise can leave
    assert np.all(stds < 0.53)
    assert np.abs(means[0] - means[1]).max() > 0.05
    alone = shift.Disturbance(SEEDS[1:], 1.0, 0.5)(0, slice(0, 1), big[:1])
    np.testing.assert_array_equal(alone[0], first[1])
    only_shift = shift.Disturbance(SEEDS, 1.0, 0.0)(0, slice(0, 2), big)
    np.testing.assert_allclose(np.ptp(only_shift, axis=1), 0)


def test_divergence_is_silent_inside_and_loud_outside(recwarn):
    x, y = np.full((8, 5), 1e4), np.arange(8) % 3
    with networks.divergence_allowed():
        Network(SIZES, SEEDS).fit(x, y, epochs=3, optimizer=SGD(1e6))
    assert not recwarn.list


def test_the_spread_is_that_of_activations_and_gradients_layer_by_layer():
    found = spread_by_depth(hidden=3, width=8, seeds=range(2))
    assert set(found) == {"Glorot", "He", "He and batch norm"}
    for activations, gradients in found.values():
        assert activations.shape == gradients.shape == (3, 2)
        assert np.all(activations > 0)
        assert np.all(gradients > 0)


def test_a_grid_knows_what_works_and_how_soon():
    grid = rates.rates_and_epochs(rates=(0.01, 0.1), epochs=(1, 3), seeds=range(2))
    assert grid.test["He"].shape == grid.validation["He"].shape == (2, 2, 2)
    assert grid.loss["He"].shape == grid.followed["He"].shape == (2, 3, 2)
    best = max(values.mean(axis=-1).max() for values in grid.test.values())
    assert grid.target == pytest.approx(0.9 * best)
    assert grid.works("He and batch norm").dtype == bool
    rate, epochs = grid.needed("He", "training loss", loss=100.0)
    assert rate in grid.rates
    np.testing.assert_array_equal(epochs, 1)
