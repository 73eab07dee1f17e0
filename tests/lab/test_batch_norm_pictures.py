"""Pictures and playground of the batch norm lesson: drawn, described, and true."""

import numpy as np
import pytest

from grader.lab.batch_norm import playground, plots
from grader.lab.batch_norm.experiments.rates import Grid
from grader.lab.picture import Picture

rng = np.random.default_rng(0)
HALF = {"He": np.full((2, 2, 3), 0.5), "Glorot": np.full((2, 2, 3), 0.25)}
GRID = Grid((0.1, 1), (5, 20), HALF, HALF, HALF, HALF)
PICTURES = {
    "before_and_after": lambda: plots.before_and_after(
        rng.normal(2, 3, (50, 4)), rng.random((50, 4))
    ),
    "company": lambda: plots.company({"of 2": rng.random(9), "of 8": rng.random(9)}, alone=0.5),
    "running_means": lambda: plots.running_means(
        rng.random(200), {"momentum 0.9": np.linspace(0, 2, 200)}, truth=2.0
    ),
    "shared_statistics": plots.shared_statistics,
    "accuracy_against": lambda: plots.accuracy_against(
        (1, 10), {"He": rng.random((2, 3)), "Glorot": rng.random((2, 3))}, "rate"
    ),
    "course": lambda: plots.course({"all": {"He": np.full(9, 0.5)}}, "training loss"),
    "effective_rates": lambda: plots.effective_rates(
        {0: rng.random((5, 3)), 0.1: rng.random((5, 3))}
    ),
    "rate_grid": lambda: plots.rate_grid(GRID),
    "spread_by_depth": lambda: plots.spread_by_depth({"He": rng.uniform(1, 2, size=(2, 4, 3))}),
    "stages": plots.stages,
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
    assert "all, He: from 0.5 to 0.5" in PICTURES["course"]().alt
    assert "He: 0.1: 50 50, 1: 50 50" in PICTURES["rate_grid"]().alt
    assert "momentum 0.9: 0.09 after 10 steps" in PICTURES["running_means"]().alt
    said = plots.company(
        {"of 2": np.array([-1.0, 1.0]), "of 8": np.array([0.1, 0.3])}, alone=0.5
    ).alt
    assert "of 2: -1.0 to 1.0; of 8: 0.1 to 0.3" in said
    assert "all images it is always 0.5" in said


def test_the_playground_puts_mean_and_spread_where_gamma_and_beta_say():
    said = playground.draw_batch(200, shift=3, scale=2, gamma=1.5, beta=-1, seed=0).alt
    assert "become -1.00 and 1.50" in said
    assert "dashed sample goes from 5.00" in said


def test_shift_and_scale_leave_what_comes_out_alone():
    said = [
        playground.draw_batch(64, shift, scale, gamma=1, beta=0, seed=1).alt.split("become")[1]
        for shift, scale in ((0, 1), (4, 3))
    ]
    ends = [text.rsplit("to ", 1)[1] for text in said]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("setting", [{"batch": 1}, {"scale": 0.0}])
def test_where_nothing_varies_beta_alone_is_left(setting):
    values = {"batch": 16, "shift": 2, "scale": 1, "gamma": 2, "beta": 0.5, "seed": 0} | setting
    assert "become 0.50 and 0.00" in playground.draw_batch(**values).alt


def test_moving_a_slider_changes_the_picture():
    shown = playground.batch_norm_playground()
    before = shown.view.value
    next(c for c in shown.controls if c.description == "beta").value = 2.0
    assert shown.view.value != before
    assert "become 2.00 and 1.00" in shown.picture.alt
