"""Pictures and playground of the overfitting lesson: drawn, described, following the sliders."""

import numpy as np
import pytest

from grader.lab.overfitting import curves, playground, plots
from grader.lab.overfitting.memorising import Memory
from grader.lab.picture import Picture

rng = np.random.default_rng(0)
ERRORS = rng.random((3, 4)) + 0.1
POINTS = curves.measurements(8, np.random.default_rng(0))
MEMORY = Memory(np.arange(3), ERRORS, ERRORS, rng.random((3, 2, 4)))
RUN = {"training": ERRORS[0], "validation": np.array([0.9, 0.4, 0.6, 0.8])}
PICTURES = {
    "fits": lambda: plots.fits(*POINTS, degrees=(1, 5)),
    "refits": lambda: plots.refits((1, 5), [rng.random((4, 9))] * 2, np.linspace(-1, 1, 9)),
    "errors_by": lambda: plots.errors_by([1, 5, 9], {"new": ERRORS}, "degree", floor=0.09),
    "bias_and_variance": lambda: plots.bias_and_variance(
        (1, 5), (0.4, 0.1), (0.1, 0.2), 0.09, (0.6, 0.4)
    ),
    "scores": lambda: plots.scores({"a": ERRORS[0], "b": ERRORS[1]}, "distance"),
    "double_descent": lambda: plots.double_descent((10, 20, 40), ERRORS, ERRORS, n_train=20),
    "digit_rows": lambda: plots.digit_rows({"written": rng.random((3, 64))}),
    "over_epochs": lambda: plots.over_epochs({"loss": {"a": (np.arange(3), ERRORS)}}),
    "memory": lambda: plots.memory({"right": MEMORY}),
    "layer_norms": lambda: plots.layer_norms({"right": MEMORY}),
    "loss_panels": lambda: plots.loss_panels({"A": RUN}),
}


def test_every_plot_of_the_package_is_looked_at():
    assert set(plots.__all__) == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_an_image_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.alt.split()) >= 8
    assert picture.caption


def test_alt_texts_tell_the_numbers_that_were_drawn():
    alt = plots.loss_panels({"A": RUN}).alt
    assert "validation from 0.90 over 0.40 in epoch 2 to 0.80" in alt
    errors = np.array([[0.5, 0.5], [0.1, 0.3], [0.9, 0.9]])
    alt = plots.errors_by([1, 5, 9], {"new": errors}, "degree").alt
    assert "new: 0.5 at 1, least at 5 with 0.2, 0.9 at 9" in alt


@pytest.mark.parametrize("degree", [0, 15])
@pytest.mark.parametrize("noise", [0.0, 1.0])
@pytest.mark.parametrize("n", [5, 100])
def test_every_corner_of_the_sliders_gives_a_picture(degree, noise, n):
    assert isinstance(playground.draw_setting(degree, noise, n, seed=0), Picture)


def test_the_playground_tells_the_errors_of_its_setting():
    seen, new = curves.errors(20, 9, np.random.default_rng(3), 0.5)
    said = playground.draw_setting(degree=9, noise=0.5, n=20, seed=3).alt
    assert f"{seen:.3g} on these points, {new:.3g} on new ones" in said


def test_moving_a_slider_changes_the_picture():
    shown = playground.overfitting_playground()
    before = shown.view.value
    shown.controls[0].value = 12
    assert shown.view.value != before
    assert "Degree 12" in shown.picture.alt
