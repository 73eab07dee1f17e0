"""Many networks at once are the same networks one by one."""

import numpy as np
import pytest

from grader.reference.network import L2, SGD, Adam, Network

SEEDS = [3, 14, 15, 92, 65, 35, 89]
RATES = np.linspace(0, 0.6, len(SEEDS))


@pytest.fixture(scope="module")
def samples():
    rng = np.random.default_rng(8)
    return rng.normal(size=(len(SEEDS), 50, 6)), rng.integers(0, 3, size=(len(SEEDS), 50))


def trained(seeds, x, y, optimizer=None, **settings):
    network = Network([6, 9, 8, 3], seeds, **settings)
    history = network.fit(x, y, epochs=4, batch_size=16, optimizer=optimizer, validation=(x, y))
    return network, history


@pytest.mark.parametrize(
    ("settings", "optimizer"),
    [
        ({}, Adam()),
        ({"dropout": 0.4, "penalty": L2(0.01)}, SGD(0.1, momentum=0.9)),
        ({"dropout": (0.2, 0.5, 0.5, 0.1), "batch_norm": True}, Adam(0.01)),
    ],
)
@pytest.mark.parametrize("own_samples", [True, False])
def test_a_batch_of_networks_equals_training_each_alone(samples, settings, optimizer, own_samples):
    x, y = samples if own_samples else (samples[0][0], samples[1][0])
    together, history = trained(SEEDS, x, y, optimizer, **settings)
    for s, seed in enumerate(SEEDS):
        own = (x[[s]], y[[s]]) if own_samples else (x, y)
        alone, its_history = trained([seed], *own, optimizer, **settings)
        np.testing.assert_allclose(
            together.predict(own[0])[s] if not own_samples else together.predict(x)[s],
            alone.predict(own[0])[0],
            atol=1e-6,
        )
        np.testing.assert_allclose(history.loss[:, s], its_history.loss[:, 0], atol=1e-6)
        np.testing.assert_allclose(history.val_loss[:, s], its_history.val_loss[:, 0], atol=1e-6)


def test_a_rate_of_its_own_serves_a_network_as_it_would_alone(samples):
    x, y = samples
    together, _ = trained(SEEDS, x, y, dropout=(0.1, RATES, 1 - RATES - 0.3))
    for s, seed in enumerate(SEEDS):
        rates = (0.1, float(RATES[s]), float(1 - RATES[s] - 0.3))
        alone, _ = trained([seed], x[[s]], y[[s]], dropout=rates)
        np.testing.assert_allclose(
            together.predict(x)[s], alone.predict(x[[s]])[0], atol=1e-6, err_msg=f"network {s}"
        )


def test_a_strength_of_its_own_serves_a_network_as_it_would_alone(samples):
    x, y = samples
    strengths = np.linspace(0, 0.3, len(SEEDS))
    together, history = trained(SEEDS, x, y, penalty=L2(strengths))
    for s, seed in enumerate(SEEDS):
        alone, its_history = trained([seed], x[[s]], y[[s]], penalty=L2(strengths[s]))
        np.testing.assert_allclose(together.predict(x)[s], alone.predict(x[[s]])[0], atol=1e-6)
        np.testing.assert_allclose(history.penalty[:, s], its_history.penalty[:, 0], rtol=1e-5)


def test_different_seeds_start_from_different_weights_and_equal_ones_stay_equal(samples):
    x, y = samples[0][0], samples[1][0]
    network, history = trained([1, 1, 2], x, y, dropout=0.5)
    first, second, other = network.predict(x)
    np.testing.assert_array_equal(first, second)
    assert np.abs(first - other).max() > 0.01
    np.testing.assert_array_equal(history.loss[:, 0], history.loss[:, 1])
