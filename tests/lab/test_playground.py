"""The playground: sliders move the picture, and a saved notebook still shows one."""

import ast
import inspect
import textwrap

import numpy as np
import pytest

from grader.lab.dropout import playground
from grader.lab.picture import Picture

IMAGE = np.linspace(0, 1, 64)


@pytest.mark.parametrize("rate", [0.0, 0.5, 0.95])
@pytest.mark.parametrize("unit", [0, 63])
def test_every_corner_of_the_sliders_gives_a_picture(rate, unit):
    assert isinstance(playground.draw_dropout(IMAGE, rate, 0, unit), Picture)


def test_the_picture_tells_what_the_setting_comes_to():
    said = playground.draw_dropout(IMAGE, 0.0, 0, 63).alt
    assert "64 of 64 units kept" in said
    assert "Unit 63 is 1.00; its mean over 100 passes is 1.00" in said


def test_moving_a_slider_changes_the_picture():
    shown = playground.dropout_playground(IMAGE)
    before, rate = shown.view.value, shown.controls[0]
    rate.value = 0.9
    assert shown.view.value != before
    assert "Rate 0.9" in shown.picture.alt


def test_without_widgets_the_picture_is_left():
    bundle = playground.dropout_playground(IMAGE)._repr_mimebundle_()
    widget = bundle.pop("application/vnd.jupyter.widget-view+json")
    assert widget["model_id"]
    assert "<img " in bundle["text/html"]


def test_what_a_slider_runs_is_short():
    tree = ast.parse(textwrap.dedent(inspect.getsource(playground.draw_dropout)))
    body = tree.body[0].body[1:]
    assert body[-1].end_lineno - body[0].lineno < 25
