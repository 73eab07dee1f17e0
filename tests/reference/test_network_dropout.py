"""Dropout in the networks: how many units fall, by what the others grow, and when nothing does."""

import numpy as np
import pytest

from grader.reference.network import SGD, Network
from grader.reference.nn.layers import dropout_multiplier

RATES = np.array([0.0, 0.2, 0.5, 0.9])


@pytest.fixture(scope="module")
def multiplier():
    generators = [np.random.default_rng(seed) for seed in range(len(RATES))]
    return dropout_multiplier((len(RATES), 200, 500), RATES, generators, np.float64)


def test_each_network_drops_the_share_of_its_own_rate(multiplier):
    dropped = np.mean(multiplier == 0, axis=(1, 2))
    # Six standard deviations of a share of 100,000 independent units.
    assert np.all(np.abs(dropped - RATES) <= 6 * np.sqrt(RATES * (1 - RATES) / 100_000))


def test_kept_units_grow_so_that_the_mean_stays(multiplier):
    for rate, network in zip(RATES, multiplier, strict=True):
        np.testing.assert_allclose(network[network > 0], 1 / (1 - rate))


def test_no_two_rows_drop_the_same_units(multiplier):
    for network in multiplier[1:]:
        assert len(np.unique(network > 0, axis=0)) == len(network)


def test_prediction_drops_nothing():
    x = np.random.default_rng(0).normal(size=(20, 5))
    plain = Network([5, 8, 3], [1, 2]).predict(x)
    dropping = Network([5, 8, 3], [1, 2], dropout=(0.5, 0.5, 0.5))
    np.testing.assert_array_equal(dropping.predict(x), plain)
    np.testing.assert_array_equal(dropping.predict(x), plain)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, [False, True, True, True]),
        (1, [False, False, True, True]),
        (2, [False, False, False, True]),
        (3, [False, False, False, False]),
    ],
)
def test_a_rate_acts_at_its_own_position(position, expected):
    """With every unit dropped at one position, which kernels and which last bias still move?"""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(6, 5)), rng.integers(0, 3, size=6)
    rates = [0.0] * 4
    rates[position] = 1 - 2.0**-30  # in float32, no uniform draw reaches it
    network = Network([5, 8, 7, 3], [4], dropout=tuple(rates), dtype=np.float64)
    for biases in network.parameters.biases:
        biases += 0.5  # so that the units above a silenced layer are active all the same
    watched = [*network.parameters.kernels, network.parameters.biases[-1]]
    before = [values.copy() for values in watched]
    network.fit(x, y, epochs=1, batch_size=6, optimizer=SGD(0.1))
    moved = [not np.array_equal(old, new) for old, new in zip(before, watched, strict=True)]
    assert moved == expected


def test_a_single_rate_means_hidden_layers_only():
    x = np.random.default_rng(0).normal(size=(30, 5))
    y = np.arange(30) % 3
    short, spelled_out = (
        Network([5, 8, 7, 3], [4, 5], dropout=dropout) for dropout in (0.5, (0.0, 0.5, 0.5, 0.0))
    )
    for network in (short, spelled_out):
        network.fit(x, y, epochs=3)
    np.testing.assert_array_equal(short.predict(x), spelled_out.predict(x))
