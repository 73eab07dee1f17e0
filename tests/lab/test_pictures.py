"""Pictures: drawn, described, and shown once."""

import re
from html import unescape

import numpy as np
import pytest

from grader.lab import cases, plots
from grader.lab.palette import new_figure
from grader.lab.picture import Picture, to_picture

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
    "against_rate": lambda: plots.against_rate([0, 0.5, 0.9], {"test": SHARES}, (0.8, "a line")),
    "intervals": lambda: plots.intervals({"plain": SHARES[0], "dropout": SHARES[1]}),
    "learning_curves": lambda: plots.learning_curves({"A": {"loss": SHARES[0]}}, "loss"),
    "case_2": cases.case_2,
}


def test_every_plot_of_the_package_is_looked_at():
    assert set(plots.__all__) <= set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_an_image_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    assert picture.png.startswith(b"\x89PNG")
    alt = unescape(re.search(r'<img alt="([^"]*)"', picture._repr_html_())[1])
    assert alt == picture.alt
    assert len(alt.split()) >= 8
    assert picture.caption
    assert alt in repr(picture)


def test_the_same_numbers_give_the_same_bytes():
    assert cases.case_2().png == cases.case_2().png


def test_drawing_leaves_no_figure_open_that_would_show_twice():
    import matplotlib.pyplot as plt

    PICTURES["one_unit"]()
    assert plt.get_fignums() == []


def test_a_picture_without_alt_text_is_refused():
    figure, _ = new_figure()
    with pytest.raises(ValueError, match="needs alt text"):
        to_picture(figure, " ", "caption")


def test_quotation_marks_and_signs_of_html_do_not_break_the_page():
    page = Picture(b"", 'says "a < b"', "<b>")._repr_html_()
    assert 'alt="says &quot;a &lt; b&quot;"' in page
    assert "&lt;b&gt;" in page


def test_alt_texts_tell_the_numbers_that_were_drawn():
    alt = plots.intervals({"plain": np.array([0.5, 0.7]), "dropout": np.array([0.8, 0.9])}).alt
    assert "plain: 60.0" in alt
    assert "dropout: 85.0" in alt
