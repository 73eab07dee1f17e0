"""Pictures, tables and sliders of the overfitting lesson: drawn, described, kept up to date."""

import numpy as np
import pytest

from grader.lab.cards import Table
from grader.lab.overfitting import curves, playground, plots
from grader.lab.overfitting.capacity import Grid
from grader.lab.overfitting.choosing_time import Times
from grader.lab.overfitting.double_descent import Descent
from grader.lab.overfitting.plots import curve_tables, tables
from grader.lab.overfitting.polynomials import Choices, Errors
from grader.lab.picture import Picture

rng = np.random.default_rng(0)
VALUES = rng.random((3, 4)) + 0.1
POINTS = curves.measurements(8, np.random.default_rng(0))
ERRORS = Errors((1, 5, 9), np.full((3, 4), 0.2), VALUES)
RUN = {"training": VALUES[0], "validation": np.array([0.9, 0.4, 0.6, 0.8])}
DESCENT = Descent((10, 20, 40), 20, VALUES, VALUES)
GRID = Grid((0, 16), (30, 100, 300), *[rng.random((2, 3, 4)) for _ in range(3)])
NAMES = ("right labels", "wrong labels", "seen through", "test")
SEEN = {"epochs": np.array([1, 5, 20])} | {name: VALUES / 3 for name in NAMES}
OVER = {"epochs": np.arange(3)}
OVER |= {name: VALUES for name in ("training", "validation", "test", "loss")}
OVER["growth"] = rng.random((3, 2, 4))
CHOICES = {"a": Choices(*VALUES), "b": Choices(*VALUES)}
RARE = {name: VALUES[0] for name in ("training", "frequent", "rare", "taken for frequent")}
PICTURES = {
    "fits": lambda: plots.fits(*POINTS, degrees=(1, 5)),
    "refits": lambda: plots.refits((1, 5), [rng.random((4, 9))] * 2, np.linspace(-1, 1, 9)),
    "errors_by_degree": lambda: plots.errors_by_degree(ERRORS, floor=0.09),
    "bias_and_variance": lambda: plots.bias_and_variance(
        {1: (0.4, 0.1), 5: (0.1, 0.2)}, 0.09, (0.6, 0.4)
    ),
    "scores": lambda: plots.scores({"a": VALUES[0], "b": VALUES[1]}, "distance", mark=(0.5, "so")),
    "double_descent": lambda: plots.double_descent(DESCENT),
    "digit_rows": lambda: plots.digit_rows({"written": rng.random((3, 64))}),
    "over_epochs": lambda: plots.over_epochs({"loss": {"a": (np.arange(3), VALUES)}}),
    "loss_panels": lambda: plots.loss_panels({"A": RUN}),
    "memory_playground": lambda: plots.memory_playground(SEEN).picture,
    "grid_playground": lambda: plots.grid_playground(GRID).picture,
}
TABLES = {
    "degrees": lambda: curve_tables.degrees(ERRORS),
    "choices": lambda: curve_tables.choices(CHOICES),
    "parts": lambda: curve_tables.parts((1,), {1: (0.4, 0.1)}, [(0.4, 0.1)]),
    "descent": lambda: curve_tables.descent(DESCENT, shown=(10, 20, 40)),
    "scaling": lambda: curve_tables.scaling({"a": VALUES.T, "b": VALUES.T}),
    "grid": lambda: tables.grid(GRID),
    "times": lambda: tables.times({"a": Times(VALUES, VALUES[0], VALUES[1], VALUES[2])}),
    "amounts": lambda: tables.amounts({50: {"training": VALUES[:2], "test": VALUES[:2]}}),
    "over_time": lambda: tables.over_time({0.2: OVER}),
    "imbalance": lambda: tables.imbalance({(4, 2): RARE}),
    "kinds": lambda: tables.kinds({"shuffled": OVER}),
    "printed": lambda: tables.printed({20: (VALUES[0], VALUES[1])}),
    "transfers": lambda: tables.transfers(
        {8: {"from scratch": VALUES[0]}, 12: {"from scratch": VALUES[1]}}
    ),
}


def test_every_plot_of_the_package_is_looked_at():
    assert set(plots.__all__) - {"curve_tables", "tables"} == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_an_image_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.alt.split()) >= 8
    assert picture.caption


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_cell_under_each_heading(name):
    table = TABLES[name]()
    assert isinstance(table, Table)
    assert "nan" not in repr(table)


def test_alt_texts_tell_the_numbers_that_were_drawn():
    alt = plots.loss_panels({"A": RUN}).alt
    assert "validation from 0.90 over 0.40 in epoch 2 to 0.80" in alt
    new = np.array([[0.5, 0.5], [0.1, 0.3], [0.9, 0.9]])
    alt = plots.errors_by_degree(Errors((1, 5, 9), new, new), 0.09).alt
    assert "new points: 0.5 at 1, least at 5 with 0.2, 0.9 at 9" in alt


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


def test_the_network_is_seen_at_the_epoch_of_the_slider():
    shown = plots.memory_playground(SEEN)
    shown.controls[0].value = 20
    assert shown.picture.alt.startswith("After 20 epochs")


def test_the_play_button_runs_through_all_epochs():
    shown = plots.memory_playground(SEEN)
    (player,) = shown.buttons
    seen = []
    for place in range(player.min, player.max + 1):
        player.value = place
        seen.append(shown.controls[0].value)
        assert shown.picture.alt.startswith(f"After {seen[-1]} epoch")
    assert seen == [int(epoch) for epoch in SEEN["epochs"]]


def test_the_grid_follows_both_sliders():
    shown = plots.grid_playground(GRID)
    shown.controls[0].value, shown.controls[1].value = 0, 100
    assert shown.picture.alt.startswith("With no hidden layer and 100 steps")
