"""Experiments of the augmentation lesson: transforms, lengths of training and signals."""

import random

import numpy as np
import pytest

from grader.lab import data
from grader.lab.augmentation import experiments, signals
from grader.lab.augmentation.experiments.on_signals import _other_signals
from grader.lab.augmentation.warp import Augment, Mixup, warp
from grader.reference import augmentation as reference

SEEDS = range(2)


@pytest.mark.parametrize("degrees", [20.0, -75.0, 180.0])
def test_a_batch_is_warped_as_the_reference_turns_each_image(degrees):
    images = np.random.default_rng(0).random((3, 9, 7))
    turn = np.deg2rad(degrees)
    back = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    found = warp(images, np.tile(back, (3, 1, 1)), np.zeros((3, 2)))
    np.testing.assert_allclose(found, [reference.rotate(image, degrees) for image in images])


@pytest.mark.parametrize(("nearest", "fill"), [(False, 0.0), (True, 1.0)])
def test_an_offset_moves_down_and_to_the_right(nearest, fill):
    images = np.ones((1, 5, 6))
    images[0, 2, 3] = 0.5
    moved = warp(images, np.eye(2)[None], np.array([[1.0, 2.0]]), nearest)[0]
    assert moved[3, 5] == 0.5
    assert moved[0, 0] == moved[4, 1] == fill


@pytest.mark.parametrize(
    ("augment", "expected"),
    [
        (Augment(flip=1.0), np.s_[:, :, ::-1]),
        (Augment(upside_down=1.0), np.s_[:, ::-1]),
        (Augment(), np.s_[:]),
    ],
    ids=["flip", "upside down", "nothing"],
)
def test_certain_transforms_do_what_they_are_called(augment, expected):
    images, labels = np.random.default_rng(0).random((4, 6, 6)), np.arange(4)
    found, same = augment(images, labels, np.random.default_rng(1))
    np.testing.assert_allclose(found, images[expected], atol=1e-12)
    assert same is labels


def test_transforms_stay_within_their_range_and_reach_out_to_it():
    matrices, offsets = Augment(rotate=30, shift=1.5)._draw(5000, np.random.default_rng(0))
    angles = np.rad2deg(np.arctan2(matrices[:, 0, 1], matrices[:, 0, 0]))
    assert 29 < np.abs(angles).max() <= 30
    assert 1.45 < np.abs(offsets).max() <= 1.5


def test_drawn_labels_of_mixup_are_right_on_average():
    images = np.eye(2)[np.arange(4000) % 2].reshape(-1, 1, 2)
    mixed, labels = Mixup(1.0)(images, np.arange(4000) % 2, np.random.default_rng(0))
    shares = mixed[:, 0, 1]  # of class 1
    assert set(labels) == {0, 1}
    for low, high in ((0.1, 0.4), (0.6, 0.9)):
        chosen = (shares > low) & (shares < high)
        assert abs(labels[chosen].mean() - shares[chosen].mean()) < 0.06


def test_accuracies_belong_to_the_configuration_and_its_seeds():
    few = data.few_shot_digits(SEEDS, n_train=20)
    trained = experiments.train(SEEDS, few, {"a": Augment(), "b": Augment(noise=0.1)}, epochs=2)
    by_hand = trained.network.accuracy(
        np.concatenate([few.x_test] * 2), np.concatenate([few.y_test] * 2)
    )
    np.testing.assert_array_equal(trained.test()["b"], by_hand[2:])


def test_lengths_are_counted_in_steps_for_every_number_of_images():
    found = experiments.lengths(counts=(100, 300), moments=(10, 200), seeds=SEEDS)
    assert found.keys() == {100, 300}
    for arms in found.values():
        assert arms["none"].shape == (2, 2)
        assert arms["none"][1].mean() > arms["none"][0].mean() + 0.1


def test_signals_leave_the_global_generators_alone():
    data.mnist1d.cache_clear()
    np.random.seed(3)  # what is tested is the global state
    random.seed(3)
    expected = np.random.random(), random.random()
    np.random.seed(3)
    random.seed(3)
    series, labels = data.mnist1d()
    assert (np.random.random(), random.random()) == expected
    assert series.shape == (5000, 40)
    np.testing.assert_array_equal(np.bincount(labels), [500] * 10)


def test_a_shifted_signal_keeps_its_values_and_its_ends():
    signal = np.arange(1.0, 9.0)[None]
    seen = {tuple(signals.shift(signal, 2, np.random.default_rng(s))[0]) for s in range(60)}
    assert seen == {tuple(np.clip(np.arange(1.0, 9.0) - by, 1, 8)) for by in range(-2, 3)}


def test_scaling_and_turning_over_act_on_whole_signals():
    signal, rng = np.full((500, 3), 2.0), np.random.default_rng(0)
    scaled = signals.scale(signal, 0.25, rng)
    assert np.ptp(scaled, axis=1).max() == 0
    assert 1.5 <= scaled.min() < 1.52
    assert 2.48 < scaled.max() <= 2.5
    turned = signals.turn_over(signal, rng)
    assert set(turned[:, 0]) == {-2.0, 2.0}


def test_signals_made_with_other_settings_leave_the_global_generators_alone():
    np.random.seed(3)  # what is tested is the global state
    expected = np.random.random()
    np.random.seed(3)
    x, labels = _other_signals({"max_translation": 1, "seed": 5})
    assert np.random.random() == expected
    assert x.shape == (5000, 40)
    np.testing.assert_array_equal(np.bincount(labels), [500] * 10)


@pytest.mark.parametrize("source", ["digits", "mnist1d"])
def test_the_cnn_in_keras_takes_images_and_signals(source):
    found = experiments.in_keras(epochs=1, seeds=[3], data=source)
    assert [len(of["test"]) for of in found.values()] == [1, 1]
