"""Pictures, playground and live curves of the lesson on early stopping."""

import numpy as np
import pytest

from grader.lab.early_stopping import descent, playground, plots
from grader.lab.early_stopping.live import LiveCurves, live_curves
from grader.lab.early_stopping.plots.counting import read

rng = np.random.default_rng(0)
SEEN = rng.random((5, 3))
AXIS = np.geomspace(0.01, 10, 5)
PAIR = {"descent": AXIS / (1 + AXIS), "ridge": AXIS / (2 + AXIS)}
PANELS = {"step": (AXIS, SEEN), "strength": (AXIS, SEEN)}
PICTURES = {
    "counting": lambda: plots.counting(np.array([3.0, 1.0, 2.0, 2.5, 0.5]), patience=2),
    "factors": lambda: plots.factors(AXIS, PAIR, {"yours": SEEN[:, :2]}),
    "patience_sweep": lambda: plots.patience_sweep((1, 2, 3, 5, 9), {"a": SEEN}, {"a": 9 * SEEN}),
    "profiles": lambda: plots.profiles(PANELS, "w", "abc"),
    "seeds_over_epochs": lambda: plots.seeds_over_epochs({"loss": (SEEN, False)}),
    "small_sets": lambda: plots.small_sets({"five": SEEN, "six": SEEN}),
    "training_run": lambda: plots.training_run({"validation": [2.0, 1.0, 1.5]}, 1, 2),
    "two_paths": lambda: plots.two_paths(
        descent.two_weight_hessian(), descent.BEST, SEEN[:, :2], SEEN[:, :2], rng.random((2, 2, 2))
    ),
}


def test_every_plot_of_the_lesson_is_looked_at():
    assert set(plots.__all__) == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_an_image_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.alt.split()) >= 8
    assert picture.caption


def test_a_curve_is_read_to_the_stop_and_no_further():
    improved, waited = read([3.0, 1.0, 2.0, 0.9, 2.5, 2.5, 0.1], patience=2, min_delta=0.0)
    np.testing.assert_array_equal(improved, [True, True, False, True, False, False])
    assert waited == [0, 0, 1, 0, 1, 2]
    assert "the best epoch is 1" in PICTURES["counting"]().alt
    assert "It stops after epoch 3" in PICTURES["counting"]().alt


def test_a_curve_that_outlasts_patience_never_stops():
    assert "It never stops" in plots.counting(np.array([3.0, 1.0, 2.0]), patience=2).alt


def test_a_training_run_marks_what_it_is_told():
    assert "1.00, in epoch 1; training stops after epoch 2" in PICTURES["training_run"]().alt


@pytest.mark.parametrize("noise", [0.0, 0.2])
@pytest.mark.parametrize("patience", [1, 30])
@pytest.mark.parametrize("min_delta", [0.0, 0.1])
def test_every_corner_of_the_sliders_gives_a_picture(noise, patience, min_delta):
    said = playground.draw_setting(noise, patience, min_delta, seed=3).alt
    assert f"Patience {patience}, min_delta {min_delta:g}" in said


def test_without_noise_the_playground_finds_the_minimum():
    assert playground.smooth_curve().argmin() == 30
    said = playground.draw_setting(noise=0.0, patience=5, min_delta=0.0, seed=0).alt
    assert "the best epoch is 30" in said
    assert "It stops after epoch 35" in said


def test_moving_a_slider_changes_the_picture():
    shown = playground.stopping_playground()
    before = shown.view.value
    shown.controls[1].value = 20
    assert shown.view.value != before
    assert "Patience 20" in shown.picture.alt


class Output:
    """Stands for the output of a cell: counts what is shown, and what takes its place."""

    def __init__(self):
        self.shown, self.updates = 0, 0

    def show(self, picture):
        self.shown += 1
        self.last = picture
        return self

    def update(self, picture):
        self.updates += 1
        self.last = picture


def test_live_curves_keep_to_one_output():
    output = Output()
    live = LiveCurves(stopping=None, every=2, show=output.show)
    for epoch in range(4):
        live.add(epoch, {"loss": 4.0 - epoch, "val_loss": 5.0 - epoch})
    assert (output.shown, output.updates) == (1, 1)
    live.draw()
    assert (output.shown, output.updates) == (1, 2)
    assert "training: from 4.00 to 1.00; validation: from 5.00 to 2.00" in output.last.alt


def test_a_second_training_begins_a_new_picture():
    output = Output()
    live = LiveCurves(stopping=None, every=1, show=output.show)
    for start in (3.0, 8.0):
        live.begin()
        live.add(0, {"loss": start})
    assert (output.shown, output.updates) == (2, 0)
    assert "training: from 8.00 to 8.00" in output.last.alt


@pytest.mark.slow
def test_keras_draws_live_curves_with_the_best_epoch():
    import keras

    output = Output()
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mean_squared_error")
    x, y = rng.normal(size=(20, 2)), rng.normal(size=20)
    stopping = keras.callbacks.EarlyStopping(patience=2)
    callbacks = [stopping, live_curves(stopping, every=3, show=output.show)]
    history = model.fit(x, y, validation_data=(x, y), epochs=7, verbose=0, callbacks=callbacks)
    assert output.shown == 1
    assert output.updates >= 1
    assert f"from {history.history['loss'][0]:.2f}" in output.last.alt
    assert f"in epoch {stopping.best_epoch}" in output.last.alt
