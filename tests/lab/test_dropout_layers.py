"""Layers of small networks: gradients by differences, and what is dropped."""

import numpy as np
import pytest

from grader.lab.data import few_shot
from grader.lab.dropout import convolutions
from grader.lab.dropout import layers as module
from grader.lab.dropout.fitting import accuracy, compare, fit

RNG = np.random.default_rng(0)
INITIAL = np.random.default_rng(1)
LAYERS = {
    "Dense": (module.Dense(5, 3, INITIAL, "he"), (4, 5)),
    "DropConnect, per sample": (module.DropConnect(5, 3, INITIAL, "he", 0.4, True), (4, 5)),
    "DropConnect, per batch": (module.DropConnect(5, 3, INITIAL, "he", 0.4, False), (4, 5)),
    "Conv": (convolutions.Conv(2, 3, INITIAL, "he"), (2, 4, 5, 2)),
    "ReLU": (module.ReLU(), (4, 5)),
    "Dropout": (module.Dropout(0.4), (4, 5)),
    "spatial": (module.Dropout(0.4, spatial=True), (2, 4, 3, 5)),
    "MeanPool": (convolutions.MeanPool(), (2, 4, 6, 3)),
    "MeanPool of a signal": (convolutions.MeanPool(), (2, 4, 1, 3)),
    "Flatten": (convolutions.Flatten(), (2, 3, 1, 2)),
}


@pytest.mark.parametrize("name", LAYERS)
def test_gradients_are_those_that_differences_give(name):
    layer, shape = LAYERS[name]
    layer.parameters = [p.astype(float) for p in layer.parameters]
    if name == "Conv":
        layer.dense.parameters = layer.parameters
    x = RNG.normal(size=shape)
    d_out = RNG.normal(size=layer.forward(x, np.random.default_rng(3)).shape)

    def loss():
        return np.sum(d_out * layer.forward(x, np.random.default_rng(3)))

    found = [layer.backward(d_out), *layer.gradients]
    for values, gradient in zip([x, *layer.parameters], found, strict=True):
        for place in list(np.ndindex(values.shape))[:20]:
            old = values[place]
            values[place] = old + 1e-5
            above = loss()
            values[place] = old - 1e-5
            slope = (above - loss()) / 2e-5
            values[place] = old
            assert slope == pytest.approx(gradient[place], rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("name", [name for name in LAYERS if "drop" in name.lower()])
def test_nothing_is_dropped_at_prediction_and_means_stay(name):
    layer, shape = LAYERS[name]
    x = RNG.normal(size=shape)
    whole = layer.forward(x, None)
    np.testing.assert_array_equal(whole, layer.forward(x, None))
    passes = [layer.forward(x, RNG) for _ in range(4000)]
    assert np.std(passes, axis=0).max() > 0.1
    np.testing.assert_allclose(np.mean(passes, axis=0), whole, atol=0.25)


def test_a_mask_for_the_batch_treats_equal_samples_alike():
    x = np.ones((3, 5))
    alone, shared = (LAYERS[f"DropConnect, per {each}"][0] for each in ("sample", "batch"))
    assert np.ptp(shared.forward(x, RNG), axis=0).max() < 1e-6
    assert np.ptp(alone.forward(x, RNG), axis=0).max() > 1e-3


def test_spatial_dropout_takes_channels_whole():
    kept = module.Dropout(0.5, spatial=True).forward(np.ones((20, 3, 4, 6)), RNG) > 0
    assert np.all(kept == kept[:, :1, :1])
    assert 0.3 < kept.mean() < 0.7


def test_a_stack_learns_and_equal_seeds_give_equal_networks():
    few = few_shot("digits", range(2), wrong=0.0)

    def build(rng):
        return [module.Dense(64, 32, rng, "he"), module.ReLU(), module.Dense(32, 10, rng, "glorot")]

    found = compare({"one": build, "another": build}, few, range(2), 20, 3e-3, tuned=False)
    np.testing.assert_array_equal(*found.test)
    assert np.all(found.training > 0.9)
    layers = build(np.random.default_rng(0))
    rngs = [np.random.default_rng(seed) for seed in (1, 2)]
    before = accuracy(layers, few.x_train[0], few.y_train[0])
    fit(layers, few.x_train[0], few.y_train[0], 5, *rngs)
    assert accuracy(layers, few.x_train[0], few.y_train[0]) > before
