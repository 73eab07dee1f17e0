"""Pictures of the dropout lesson: drawn and described."""

import numpy as np
import pytest

from grader.lab.dropout import cases, plots
from grader.lab.picture import Picture

rng = np.random.default_rng(0)
SHARES = rng.random((3, 4))
MAPS = rng.random((6, 8, 3))
CURVES = rng.random((4, 5))
PICTURES = {
    "thinned_networks": lambda: plots.thinned_networks([(SHARES.ravel()[:6] > 0.5,) * 2] * 2),
    "masks_side_by_side": lambda: plots.masks_side_by_side({"yours": SHARES > 0.5}),
    "one_unit": lambda: plots.one_unit(np.array([0.0, 4.0, 4.0, 0.0]), without=2.0),
    "keep_counts": lambda: plots.keep_counts({"a": SHARES > 0.5, "b": SHARES > 0.1}),
    "signal_through_layers": lambda: plots.signal_through_layers({"scaled": SHARES}),
    "place_of_the_mask": lambda: plots.place_of_the_mask({"f": CURVES, "g": CURVES}),
    "channels_dropped": lambda: plots.channels_dropped({"maps": MAPS, "ordinary": MAPS}),
    "filled_in": lambda: plots.filled_in(*MAPS[..., 0].reshape(3, 2, 8)),
    "digit_grid": lambda: plots.digit_grid(
        rng.random((2, 64)), [(rng.random(10), np.ones(10))] * 2, [3, 8], "Unsure"
    ),
    "errors_by_doubt": lambda: plots.errors_by_doubt({"lead": rng.random((4, 10))}),
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


def test_the_same_numbers_give_the_same_bytes():
    assert cases.case_2().png == cases.case_2().png
