"""Gradients by pixels, attacks and defenses."""

import numpy as np
import pytest

from grader.lab.combining import adversarial, defenses, experiments
from grader.reference.network import Network

SEEDS = [1, 2]


@pytest.fixture
def task():
    rng = np.random.default_rng(0)
    network = Network([6, 9, 7, 4], SEEDS, dtype=np.float64, dropout=0.4, initializer="glorot")
    for biases in network.parameters.biases:
        biases[...] = rng.normal(size=biases.shape) / 3
    return network, rng.uniform(0.3, 0.7, size=(2, 10, 6)), rng.integers(0, 4, size=(2, 10))


def losses(network, x, y):
    p = network.predict(x)
    return -np.log(np.take_along_axis(p, y[..., None], axis=2)[..., 0])


def test_the_gradient_agrees_with_finite_differences(task):
    network, x, y = task
    gradient = adversarial.input_gradient(network, x, y)
    for pixel in range(6):
        step = 1e-6 * (np.arange(6) == pixel)
        slope = (losses(network, x + step, y) - losses(network, x - step, y)) / 2e-6
        np.testing.assert_allclose(gradient[..., pixel], slope, atol=1e-7)


def test_batch_norm_is_refused(task):
    _, x, y = task
    with pytest.raises(ValueError, match="batch norm"):
        adversarial.input_gradient(
            Network([6, 9, 4], SEEDS, batch_norm=True, initializer="glorot"), x, y
        )


@pytest.mark.parametrize("steps", [1, 5])
def test_an_attack_raises_the_loss_and_stays_near(task, steps):
    network, x, y = task
    moved = adversarial.attack(network, x, y, 0.1, steps)
    assert np.abs(moved - x).max() <= 0.1 + 1e-12
    assert losses(network, moved, y).mean() > losses(network, x, y).mean() + 0.01
    assert adversarial.attack(network, np.round(x), y, 0.1, steps).max() <= 1


def test_only_the_first_half_of_a_batch_is_changed(task):
    network, x, y = task
    expected = adversarial.attack(network, x[:, :5], y[:, :5], 0.1)
    attacked = adversarial.FgsmExamples(0.1)(network, x, y)
    disturbed = adversarial.RandomSigns(0.1, SEEDS)(network, x, y)
    np.testing.assert_allclose(attacked[:, :5], expected)
    np.testing.assert_allclose(np.abs(disturbed - x)[:, :5], 0.1)
    for changed in (attacked, disturbed):
        np.testing.assert_array_equal(changed[:, 5:], x[:, 5:])


def test_louder_networks_give_the_same_answers_with_more_confidence(task):
    network, x, _ = task
    before, after = network.predict(x), experiments.louder(network, 50).predict(x)
    np.testing.assert_array_equal(before.argmax(axis=2), after.argmax(axis=2))
    assert after.max(axis=2).mean() > before.max(axis=2).mean() + 0.2
    np.testing.assert_array_equal(network.predict(x), before)


def test_all_samples_of_either_data_set_lie_between_0_and_1():
    for source in ("digits", "mnist1d"):
        few = defenses.task(SEEDS, source)
        assert few.x_train.min() >= 0
        assert max(few.x_train.max(), few.x_val.max(), few.x_test.max()) == 1
        assert few.x_train.shape[1] == 500
        assert not few.mislabelled.any()


def test_each_kind_of_training_meets_each_kind_of_image():
    found = defenses.defended(epochs=2, seeds=range(2))
    assert set(found) == {"plain", "random noise", "FGSM"}
    for measured in found.values():
        assert set(measured) == {"clean", "random noise", "FGSM", "five steps"}
        assert measured["clean"].shape == (2,)
        assert np.all(measured["clean"] > measured["FGSM"])
    assert not np.array_equal(found["plain"]["clean"], found["random noise"]["clean"])
