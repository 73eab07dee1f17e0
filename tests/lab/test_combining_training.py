"""Training with a hand on every batch: the same as `fit` without one, and what the hands do."""

from itertools import product

import numpy as np
import pytest

from grader.lab.combining import ablation, contrasts
from grader.lab.combining.training import Shifts, train
from grader.lab.data import few_shot_digits
from grader.reference.network import L2, Adam, BatchNorm, Network

SEEDS = [3, 4]


@pytest.fixture(scope="module")
def few():
    return few_shot_digits(SEEDS, n_train=40, n_val=30)


def network(**settings):
    return Network(
        [64, 12, 10], SEEDS, batch_norm=BatchNorm(momentum=0.5), **settings, initializer="glorot"
    )


def test_without_a_hand_it_is_fit_and_the_best_epoch_comes_back(few):
    ours, theirs = network(dropout=0.2), network(dropout=0.2)
    held_out = few.x_val, few.y_val
    best = train(ours, few.x_train, few.y_train, 12, 16, held_out, learning_rate=0.03)
    history = theirs.fit(few.x_train, few.y_train, 12, 16, Adam(0.03), held_out)
    np.testing.assert_array_equal(ours.predict(few.x_test), theirs.predict(few.x_test))
    np.testing.assert_array_equal(best.epoch, history.val_loss.argmin(axis=0) + 1)
    restored = best.restore(ours)
    expected = history.val_accuracy[best.epoch - 1, [0, 1]]
    np.testing.assert_allclose(restored.accuracy(*held_out), expected)
    assert np.any(best.epoch < 12)  # otherwise nothing was restored
    np.testing.assert_array_equal(ours.predict(few.x_test), theirs.predict(few.x_test))


def test_shifts_move_images_of_those_who_want_it_by_one_pixel_at_most():
    rng = np.random.default_rng(0)
    images = rng.random((2, 50, 8, 8))
    part = Network([64, 4, 10], SEEDS, initializer="glorot")
    moved = Shifts(SEEDS, [False, True])(part, images.reshape(2, 50, 64), None).reshape(2, 50, 8, 8)
    np.testing.assert_array_equal(moved[0], images[0])
    padded = np.pad(images[1], ((0, 0), (1, 1), (1, 1)))
    places = [padded[:, r : r + 8, c : c + 8] for r, c in product(range(3), repeat=2)]
    fits = np.array([(moved[1] == place).all(axis=(1, 2)) for place in places])
    assert fits.any(axis=0).all()
    assert fits.any(axis=1).all()  # all nine places occur


def test_a_network_is_shifted_as_if_it_were_alone():
    x = np.random.default_rng(0).random((2, 9, 64))
    together = Shifts(SEEDS, [True, True])(
        Network([64, 4, 10], SEEDS, initializer="glorot"), x, None
    )
    alone = Shifts(SEEDS[1:], [True])(
        Network([64, 4, 10], SEEDS[1:], initializer="glorot"), x[1:], None
    )
    np.testing.assert_array_equal(together[1], alone[0])


def test_the_ablation_finds_each_combination_in_its_place(few, monkeypatch):
    monkeypatch.setattr(ablation, "WATCHED", 10)
    results = ablation.run_ablation(few, SEEDS, epochs=15, learning_rate=0.03)
    norm = {"batch_norm": BatchNorm(momentum=0.9), "initializer": "he"}
    sizes, test = (64, *ablation.HIDDEN, 10), (few.x_test, few.y_test)
    single = Network(sizes, SEEDS, penalty=L2(0.01), **norm)
    train(single, few.x_train, few.y_train, 15, learning_rate=0.03)
    np.testing.assert_allclose(results.of("batch norm", "L2"), single.accuracy(*test), atol=0.01)
    # Early stopping watches ten of its training images, and learns from the other thirty.
    stopped = Network(sizes, SEEDS, penalty=L2(0.01), **norm)
    watched = few.x_train[:, 30:], few.y_train[:, 30:]
    own = few.x_train[:, :30], few.y_train[:, :30]
    best = train(stopped, *own, 15, validation=watched, learning_rate=0.03)
    assert np.any(best.epoch < 15)
    expected = best.restore(stopped).accuracy(*test)
    found = results.of("L2", "early stopping", "batch norm")
    np.testing.assert_allclose(found, expected, atol=0.01)
    rows = [results.of(name) for name in ablation.TECHNIQUES]
    assert len(np.unique(rows, axis=0)) > 3


def test_signals_move_along_their_length():
    x = np.random.default_rng(0).random((1, 60, 40))
    part = Network([40, 4, 10], SEEDS[:1], initializer="he")
    moved = Shifts(SEEDS[:1], [True])(part, x, None)[0]
    padded = np.pad(x[0], ((0, 0), (5, 5)))
    fits = np.array([(moved == padded[:, s : s + 40]).all(axis=1) for s in range(11)])
    assert fits.any(axis=0).all()
    assert fits.any(axis=1).all()


def test_effects_and_interactions_are_those_put_in():
    on = np.indices((2,) * 6)[..., None]
    noise = np.random.default_rng(0).normal(size=3)
    accuracy = 0.5 + 0.1 * on[0] - 0.05 * on[3] + 0.2 * on[1] * on[4] + noise
    results = ablation.Ablation(accuracy, accuracy)
    np.testing.assert_allclose(results.effect("L2"), 0.1)
    np.testing.assert_allclose(results.effect("label smoothing"), -0.05)
    np.testing.assert_allclose(results.effect("dropout"), 0.1)  # half of the company has batch norm
    np.testing.assert_allclose(results.interaction("dropout", "batch norm"), 0.2)
    np.testing.assert_allclose(results.interaction("L2", "batch norm"), 0, atol=1e-12)
    promised, found = contrasts.chosen_by_validation(results)
    np.testing.assert_allclose(found, 0.8 + noise)
    np.testing.assert_allclose(promised, found)


def test_an_unknown_technique_is_named():
    with pytest.raises(ValueError, match="bagging"):
        ablation.Ablation(np.zeros((2,) * 6 + (1,)), None).of("bagging")
