"""What the batch norm lesson does with the learner's functions, and with whole networks."""

import numpy as np
import pytest

from grader.lab.batch_norm import cases, folding, frozen, loop, parity, parts
from grader.reference import batch_norm as reference
from grader.reference import batch_norm_stages as stages
from grader.reference.network import Network

STAGES = (stages.batch_norm_stages, stages.batch_norm_stages_backward)
BACKWARD = parts.through_the_stages(*STAGES)


def test_the_stages_come_to_the_formula():
    rng = np.random.default_rng(0)
    d_out, x, gamma = rng.normal(size=(9, 4)), rng.normal(size=(9, 4)), rng.uniform(1, 2, size=4)
    found, expected = BACKWARD(d_out, x, gamma), reference.batch_norm_backward(d_out, x, gamma)
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs)
    wrong = parts.constant_statistics(d_out, x, gamma)
    assert np.abs(wrong[0] - expected[0]).max() > 0.05
    np.testing.assert_allclose(wrong[1], expected[1])


def test_the_loop_learns_and_makes_the_same_network_again():
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(3 * k, 1, size=(20, 6)) for k in range(3)])
    y = np.repeat(range(3), 20)
    first, again = (
        loop.train(x, y, 0.1, reference.batch_norm_forward, BACKWARD, epochs=5) for _ in range(2)
    )
    assert np.mean(first(x) == y) > 0.9
    np.testing.assert_array_equal(first(x), again(x))


def test_a_step_has_an_effect_of_one_over_the_squared_factor():
    found = parts.effect_of_a_step(*STAGES, factors=(1, 10))
    assert found[10][0] < 1e-9
    assert found[10][1] == pytest.approx(found[1][1] / 10)
    assert found[10][2] == pytest.approx(found[1][2] / 100, rel=0.01)


def test_a_folded_network_says_the_same():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 5)), rng.integers(0, 3, size=40)
    trained = Network([5, 7, 6, 3], [1, 2], batch_norm=True)
    trained.fit(x, y, epochs=3, batch_size=8)
    folded = folding.fold_network(trained, reference.fold_batch_norm)
    np.testing.assert_allclose(folded.predict(x), trained.predict(x), atol=1e-5)


def test_sorting_matters_in_training_mode_only():
    network, few = cases.trained_network(seeds=range(2), epochs=10)
    shuffled, by_class = (
        cases.accuracy_in_batches(network, few, 16, True, order) for order in (False, True)
    )
    assert np.all(shuffled - by_class > 0.3)
    calm = [cases.accuracy_in_batches(network, few, 16, False, order) for order in (False, True)]
    np.testing.assert_allclose(*calm)


def test_a_step_of_keras_is_ours():
    rng = np.random.default_rng(0)
    d_out, x = rng.normal(size=(2, 8, 4))
    step = d_out, x, *rng.uniform(0.5, 2, size=(4, 4))
    theirs = parity.keras_step(*step)
    ours = parity.your_step(reference.batch_norm_forward, reference.batch_norm_backward, *step)
    assert ours.keys() == theirs.keys()
    for name, value in theirs.items():
        np.testing.assert_allclose(np.asarray(value), ours[name], atol=1e-12)


def test_what_frameworks_call_frozen():
    assert frozen.pinned_layers()["model(x, training=False)"] is False
    assert frozen.frozen_layers()["Keras: trainable=False, training=True"] == (False, False)
    assert frozen.frozen_layers()["Keras: trainable=True, training=True"] == (True, True)
