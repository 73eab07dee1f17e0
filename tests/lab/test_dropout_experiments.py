"""The experiments of the dropout lesson, each as small as it gets."""

import numpy as np
import pytest

from grader.lab.dropout import broken, channels, experiments, fitting, own, signals, weights
from grader.lab.dropout.plots import tables
from grader.lab.dropout.sweeps import Sweep
from grader.reference.dropout import dropout_backward, dropout_forward

SEEDS = range(2)
X = np.ones((5, 400))


def test_a_sweep_compares_and_picks_by_validation():
    validation = np.array([[1, 3], [2, 2]])
    test = np.array([[0.5, 0.6], [0.7, 0.5]])
    found = Sweep([0.0, 0.5], validation, validation, test)
    np.testing.assert_allclose(found.gain(0.5, 0.0), [0.2, -0.1])
    names, picked = found.picked()
    assert names == [0.5, 0.0]
    np.testing.assert_array_equal(picked, [0.7, 0.6])


def test_rates_go_behind_both_hidden_layers():
    found = experiments.hidden_rates(rates=(0.0, 0.95), epochs=15, seeds=SEEDS)
    assert np.all(found.of(0.0, "training") > 0.6)
    assert np.all(found.of(0.95, "training") < 0.4)


def test_one_configuration_can_be_asked_for_by_name():
    names = {"none": (0, 0, 0, 0), "input": (0.95, 0, 0, 0)}
    found = experiments.places(names, wrong=0.0, epochs=10, seeds=SEEDS)
    assert np.all(found.gain("input", "none") < -0.1)


def test_a_seed_inside_draws_the_same_masks_and_one_mask_serves_all():
    masks = {
        "own": [dropout_forward(X, 0.5, np.random.default_rng(s))[1] for s in (1, 2)],
        "seeded": [
            broken.with_the_seed_inside(dropout_forward)(X, 0.5, np.random.default_rng(s))[1]
            for s in (1, 2)
        ],
    }
    assert np.any(masks["own"][0] != masks["own"][1])
    np.testing.assert_array_equal(*masks["seeded"])
    out, mask = broken.with_one_mask(dropout_forward)(X, 0.5, np.random.default_rng(1))
    assert np.all(mask == mask[:1])
    assert 0.4 < mask.mean() < 0.6
    np.testing.assert_array_equal(out, 2.0 * mask)


def test_without_the_scale_masks_are_0_and_1_both_ways():
    forward, backward = broken.without_the_scale(dropout_forward, dropout_backward)
    out, mask = forward(X, 0.25, np.random.default_rng(1))
    np.testing.assert_allclose(out, mask)
    np.testing.assert_allclose(backward(X, mask, 0.25), mask)
    np.testing.assert_array_equal(forward(X, 0.25, np.random.default_rng(1), training=False)[0], X)


def test_ones_own_dropout_trains_and_one_mask_leaves_units_untouched():
    found = experiments.own_dropout(epochs=20, seeds=SEEDS)
    assert np.all(found[own.OWN]["test"] > 0.6)
    assert np.all(found[own.OWN]["moved"] > 0.8)
    assert np.all(found[own.ONE_MASK]["moved"] < 0.65)
    assert len(tables.own(found).rows) == 5


def test_an_unwritten_answer_says_so():
    def unwritten(x, rate, rng, training=True):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        experiments.own_dropout(unwritten, dropout_backward, epochs=1, seeds=SEEDS)


def test_without_a_rate_all_ways_of_dropping_weights_are_one():
    found = experiments.dropped_weights(rate=0.0, epochs=2, seeds=SEEDS)
    assert np.ptp(found.test, axis=0).max() < 0.02
    assert found.names[0] == weights.NONE


def test_channels_are_dropped_at_each_rate_and_in_both_ways():
    found = experiments.dropped_channels(rates=(0.5,), epochs=1, seeds=SEEDS)
    assert found.names[1:3] == ["ordinary, 0.5", "spatial, 0.5"]
    assert np.all(np.isfinite(found.test))
    assert len(tables.gains(found).rows) == 4


@pytest.mark.parametrize("shape", channels.SHAPES.values(), ids=channels.SHAPES)
def test_the_convolutional_network_takes_images_and_signals(shape):
    rng = np.random.default_rng(0)
    layers = channels._layers(shape, "he", 0.5, True, 0.0, rng)
    x = rng.normal(size=(3, np.prod(shape))).astype(np.float32)
    assert fitting.forward(layers, x).shape == (3, 10)
    assert np.any(fitting.forward(layers, x, rng) != fitting.forward(layers, x, rng))


def test_the_first_layer_keeps_its_mean_with_the_scale_and_loses_half_without():
    found = experiments.signals(layers=2, rate=0.5, epochs=2, seeds=SEEDS)
    np.testing.assert_allclose(found[signals.SCALED][0], 1, atol=0.02)
    np.testing.assert_allclose(found[signals.UNSCALED][0], 0.5, atol=0.02)


def test_tables_show_what_validation_picks_and_each_way_of_asking():
    right = np.array([[0.5, 0.6], [0.7, 0.5]])
    shown = tables.picks(Sweep([0, 0.5], right, right, right), rates=(0.5,))
    assert [row[1].split()[0] for row in shown.rows] == ["60.0", "65.0"]
    assert shown.note == "Picked rates: 0, 0.5"
    asked = {part: {"way": right[0]} for part in ("accuracy", "wrong", "turned", "noise")}
    assert tables.doubts(asked).rows == (("way", *["55.0 ± 63.5"] * 4),)
