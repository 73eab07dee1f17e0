"""Searching and choosing, and the pictures of it."""

import numpy as np
import pytest

from grader.lab.combining import plots, search
from grader.lab.combining.ablation import TECHNIQUES, Ablation
from grader.lab.combining.playground import combination_playground, draw_combination
from grader.lab.combining.widths import folds
from grader.lab.data import few_shot_digits


def trials(right_val, right_test):
    shape = right_val.shape[:2]
    settings = np.full(shape, 0.5) * np.arange(1, 1 + shape[0])[:, None]
    return search.Trials(settings, settings, settings, right_val, right_test)


@pytest.fixture
def alike():
    """Eight trials of equal quality: each is right on 70 % of all images, at random."""
    right = np.random.default_rng(0).random((8, 5, 1000)) < 0.7
    return trials(right[..., :300], right[..., 300:])


def test_one_trial_is_not_promised_too_much_but_the_best_of_eight_is(alike):
    gaps = search.optimism(alike, 30, [1, 8], np.random.default_rng(1), repeats=400).mean(axis=1)
    assert abs(gaps[0]) < 0.015
    # The mean of the largest of eight normal draws is 1.42 standard deviations.
    assert gaps[1] == pytest.approx(1.42 * np.sqrt(0.7 * 0.3 / 30), rel=0.25)


def test_the_chosen_trial_is_best_on_validation_and_reported_on_test(alike):
    chosen = alike.chosen(4)
    assert chosen.max() < 4
    for seed, place in enumerate(chosen):
        assert alike.right[place, seed].mean() == alike.right[:4, seed].mean(axis=1).max()
        assert alike.test_of(chosen)[seed] == alike.test_right[place, seed].mean()


def test_settings_reach_the_networks_of_their_seed():
    few = few_shot_digits([0, 1], n_train=60, n_val=20)
    learns = {"l2": 0.0, "rate": 0.0, "smoothing": 0.0}
    plans = [[learns, learns | {"l2": 1.0}], [learns | {"rate": 0.95}, learns]]
    accuracy = search.try_settings(few, plans, epochs=40).test_right.mean(axis=2)
    good = np.array([[True, False], [False, True]])
    assert accuracy[good].min() > accuracy[~good].max() + 0.15


def test_each_training_image_is_left_out_once():
    few = few_shot_digits([0, 1], n_train=40, n_val=20)
    x, y, x_out, y_out = folds(few, 4)
    assert x.shape == (8, 30, 64)
    assert y.shape == (8, 30)
    np.testing.assert_array_equal(x_out[1::2].reshape(40, 64), few.x_train[1])
    np.testing.assert_array_equal(y_out[::2].reshape(40), few.y_train[0])
    for inside, outside in zip(x, x_out, strict=True):
        assert not (inside[:, None] == outside[None]).all(axis=2).any()


@pytest.fixture
def results():
    accuracy = np.random.default_rng(0).random((2,) * 6 + (4,))
    return Ablation(accuracy, accuracy)


def test_the_playground_tells_what_each_switch_would_do(results):
    picture = draw_combination(results, ["L2", "dropout"])
    here = 100 * results.of("L2", "dropout").mean()
    assert f"L2 + dropout: {here:.1f}" in picture.alt
    without = 100 * results.of("dropout").mean() - here
    assert f"without L2 {without:+.1f}" in picture.alt
    within = 100 * results.of("L2", "dropout", "batch norm").mean() - here
    assert f"with batch norm {within:+.1f}" in picture.alt


def test_a_tick_redraws(results):
    playground = combination_playground(results)
    assert playground.picture.alt.startswith("nothing")
    playground.controls[TECHNIQUES.index("dropout")].value = True
    assert playground.picture.alt.startswith("dropout:")


def test_pictures_of_effects_say_the_numbers(results):
    both = 100 * results.of("L2", "dropout").mean()
    assert f"{both:.0f} with both" in plots.two_by_two(results, [("L2", "dropout")]).alt
    matrix = plots.effects_matrix(results).alt
    assert f"L2 {100 * results.effect('L2').mean():+.1f}" in matrix
    crossed = 100 * results.interaction("L2", "dropout").mean()
    assert f"dropout with L2 {crossed:+.1f}" in matrix


def test_pictures_of_choices_say_the_numbers(alike):
    gaps = np.array([[0.0, 0.01], [0.02, 0.04]])
    assert "0.5 points for 1 trial, 3.0 for 9" in plots.optimism([1, 9], {"25 images": gaps}).alt
    assert "8 strengths from 0.5 to 4" in plots.search_planes({"grid": alike}).alt
    errors, spread = np.array([0.5, 0.31, 0.3]), np.full(3, 0.02)
    alt = plots.widths([4, 8, 16], errors, spread, 2, 1).alt
    assert "least at 16" in alt
    assert "below it has 8 units" in alt


def test_pictures_of_images_say_what_changed():
    images = np.random.default_rng(0).random((2, 64))
    said = [(3, 0.9), (4, 0.8)], [(8, 0.6), (4, 0.5)]
    alt = plots.attacked_digits(images, images, *said, 0.1).alt
    assert "3 becomes 8, 4 becomes 4" in alt
    assert (
        "plain, FGSM"
        in plots.input_gradients(images[0], dict.fromkeys(("plain", "FGSM"), images[1])).alt
    )
    panel = {"smoothing 0.1": (np.array([0.8, 0.6]), np.array([0.5]))}
    assert "right answers 0.70 on average, wrong ones 0.50" in plots.confidences(panel).alt
