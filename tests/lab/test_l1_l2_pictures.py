"""Pictures and playground of the lesson on L1 and L2: drawn, and described by their numbers."""

import numpy as np
import pytest

from grader.lab.l1_l2 import playground, plots, two_weights

rng = np.random.default_rng(0)
COUNTS = rng.random((3, 4))
AXIS = np.linspace(0.1, 2, 3)
WEIGHTS = {"ridge": rng.normal(size=(3, 5)), "lasso": np.zeros((3, 5))}
CURVATURE = two_weights.gram(0.3)
PICTURES = {
    "balls": lambda: plots.balls(CURVATURE, np.array([2.0, 1.0])),
    "two_weights": lambda: plots.two_weights(CURVATURE, 0.5, 0.0, COUNTS[:, :2]),
    "one_weight": lambda: plots.one_weight(AXIS, {"L1": AXIS, "L2": AXIS**2}),
    "penalty_shapes": lambda: plots.penalty_shapes(AXIS, {"L1": AXIS}, {"L1": AXIS}),
    "paths": lambda: plots.paths(dict.fromkeys(WEIGHTS, AXIS), WEIGHTS, "abcde", "weight"),
    "sorted_sizes": lambda: plots.sorted_sizes({"a": np.array([1.0, 0.0, -0.5])}),
    "kept_against_strength": lambda: plots.kept_against_strength(AXIS, {"real": COUNTS}, "C"),
    "shares": lambda: plots.shares((0, 0.5, 0.9), {"lasso": COUNTS}),
    "histograms": lambda: plots.histograms({"plain": rng.normal(size=(2, 5, 6))}),
    "pixel_maps": lambda: plots.pixel_maps({"plain": rng.random(64)}),
    "reported_curves": lambda: plots.reported_curves(
        AXIS, {"with": {"a": AXIS, "b": 2 * AXIS}, "without": {"a": AXIS, "b": 3 * AXIS}}
    ),
    "stacked_losses": lambda: plots.stacked_losses("abc", COUNTS, COUNTS, COUNTS),
    "what_is_left": lambda: plots.what_is_left(AXIS, {"SGD": COUNTS.T, "Adam": COUNTS.T}),
}


def test_every_plot_of_the_lesson_is_looked_at():
    assert set(plots.__all__) == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_an_image_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.alt.split()) >= 8
    assert picture.caption


def test_alt_texts_tell_how_many_weights_are_zero():
    assert "lasso: 5 of 5 exactly 0" in PICTURES["paths"]().alt
    assert "a: 1 exactly 0" in PICTURES["sorted_sizes"]().alt


@pytest.mark.parametrize("strength", [0.0, 3.0])
@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("correlation", [-0.95, 0.95])
def test_every_corner_of_the_sliders_gives_a_picture(strength, share, correlation):
    said = playground.draw_two_weights(strength, share, correlation).alt
    assert f"L1 strength {strength * share:.2f}" in said


def test_pure_l1_ends_weights_one_after_the_other_and_pure_l2_ends_none():
    zeros = [
        playground.draw_two_weights(strength, share, 0.0).alt.split("; ")[1][0]
        for share in (1.0, 0.0)
        for strength in (0.5, 1.0, 3.0)
    ]
    assert zeros == ["0", "1", "2", "0", "0", "0"]


def test_moving_a_slider_changes_the_picture():
    shown = playground.two_weights_playground()
    before = shown.view.value
    shown.controls[0].value = 2.0
    assert shown.view.value != before
    assert "L1 strength 2.00" in shown.picture.alt
