"""Batch norm's settings in the networks, and noise behind it."""

import numpy as np
import pytest

from grader.reference.batch_norm import batch_norm_backward, batch_norm_forward
from grader.reference.network import SGD, BatchNorm, Network

S, N, K = 2, 6, 5


@pytest.fixture
def layer():
    rng = np.random.default_rng(3)
    x, gamma = rng.normal(2, 3, size=(S, N, K)), rng.uniform(0.5, 2, size=(S, 1, K))
    return x, gamma, (rng.normal(size=(S, 1, K)), rng.uniform(0.5, 2, size=(S, 1, K)))


@pytest.mark.parametrize("group", [2, 3, 6, None])
def test_groups_are_normalised_one_by_one(layer, group):
    x, gamma, running = layer
    before = [values.copy() for values in running]
    d_out, d_gamma = np.random.default_rng(4).normal(size=x.shape), np.empty_like(gamma)
    normaliser = BatchNorm(momentum=0.8, group=group)
    out, cache = normaliser.forward(x, gamma, running, training=True)
    d_x = normaliser.backward(d_out, cache, gamma, d_gamma)
    for s in range(S):
        starts = range(0, N, group or N)
        parts = [slice(start, start + (group or N)) for start in starts]
        old = before[0][s, 0], before[1][s, 0]
        forward = [batch_norm_forward(x[s, p], gamma[s, 0], 0.0, *old, momentum=0.8) for p in parts]
        backward = [batch_norm_backward(d_out[s, p], x[s, p], gamma[s, 0]) for p in parts]
        np.testing.assert_allclose(out[s], np.concatenate([part[0] for part in forward]))
        np.testing.assert_allclose(running[0][s, 0], np.mean([part[1] for part in forward], axis=0))
        np.testing.assert_allclose(running[1][s, 0], np.mean([part[2] for part in forward], axis=0))
        np.testing.assert_allclose(d_x[s], np.concatenate([part[0] for part in backward]))
        np.testing.assert_allclose(d_gamma[s, 0], np.sum([part[1] for part in backward], axis=0))


def test_at_inference_groups_play_no_part(layer):
    x, gamma, running = layer
    outputs = [BatchNorm(group=g).forward(x[:, :5], gamma, running, False)[0] for g in (2, None)]
    np.testing.assert_array_equal(*outputs)


def test_settings_that_are_true_are_the_defaults():
    x, y = np.random.default_rng(0).normal(size=(12, 4)), np.arange(12) % 3
    networks = [Network([4, 6, 3], [1], batch_norm=b) for b in (True, BatchNorm(0.99))]
    for network in networks:
        network.fit(x, y, epochs=2, batch_size=5)
    np.testing.assert_array_equal(*(network.predict(x) for network in networks))


def test_a_batch_that_cannot_be_split_is_refused():
    x, y = np.zeros((10, 4)), np.arange(10) % 3
    with pytest.raises(ValueError, match=r"groups of 4.*one of 10"):
        Network([4, 6, 3], [1], batch_norm=BatchNorm(group=4)).fit(x, y, epochs=1)


@pytest.mark.parametrize("settings", [{"momentum": 1.0}, {"momentum": -0.1}, {"group": 0}])
def test_settings_out_of_range_are_refused(settings):
    with pytest.raises(ValueError, match=r"Expected a (momentum|group)"):
        BatchNorm(**settings)


def test_batch_norm_is_a_yes_a_no_or_settings():
    with pytest.raises(ValueError, match=r"BatchNorm\(\.\.\.\).*'yes'"):
        Network([4, 6, 3], [1], batch_norm="yes")


def test_noise_reaches_the_hidden_layers_in_training_alone():
    heard = []

    def noise(layer, networks, out):
        heard.append((layer, networks.start, networks.stop, out.shape))
        return np.float32(100 * (layer == 1))

    x, y = np.random.default_rng(0).normal(size=(6, 4)), np.arange(6) % 3
    noisy, plain = (Network([4, 6, 5, 3], range(12), noise=n) for n in (noise, None))
    np.testing.assert_array_equal(noisy.predict(x), plain.predict(x))
    assert not heard
    losses = [n.fit(x, y, 1, 6, SGD(0.1)).loss[0] for n in (noisy, plain)]
    assert {(layer, shape[1:]) for layer, *_, shape in heard} == {(0, (6, 6)), (1, (6, 5))}
    assert {(start, stop) for _, start, stop, _ in heard} == {(0, 6), (6, 12)}
    assert np.all(losses[0] > losses[1] + 1)
