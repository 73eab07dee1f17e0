"""Pictures: drawn, described, and shown once."""

import re
from html import unescape

import numpy as np
import pytest

from grader.lab.palette import new_figure
from grader.lab.picture import Picture, to_picture
from grader.lab.plots import against, intervals, learning_curves

rng = np.random.default_rng(0)
SHARES = rng.random((3, 4))
PICTURES = {
    "against": lambda: against([0, 0.5, 0.9], {"test": SHARES}, "rate", mark=(0.8, "a line")),
    "intervals": lambda: intervals({"plain": SHARES[0], "dropout": SHARES[1]}),
    "learning_curves": lambda: learning_curves({"A": {"loss": SHARES[0]}}, "loss"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_an_image_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    assert picture.png.startswith(b"\x89PNG")
    alt = unescape(re.search(r'<img [^>]*alt="([^"]*)"', picture._repr_html_())[1])
    assert alt == picture.alt
    assert len(alt.split()) >= 8
    assert picture.caption
    assert alt in repr(picture)


def test_drawing_leaves_no_figure_open_that_would_show_twice():
    import matplotlib.pyplot as plt

    PICTURES["intervals"]()
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
    alt = intervals({"plain": np.array([0.5, 0.7]), "dropout": np.array([0.8, 0.9])}).alt
    assert "plain: 60.0" in alt
    assert "dropout: 85.0" in alt


def test_a_sweep_on_a_logarithmic_scale_tells_where_it_is_best():
    accuracies = np.array([[0.7, 0.72], [0.8, 0.9], [0.5, 0.5]])
    alt = against([0.01, 0.1, 1.0], {"test": accuracies}, "strength", log=True).alt
    assert "test: 71 % at 0.01, at most 85 % at 0.1, 50 % at 1" in alt


@pytest.mark.parametrize("name", PICTURES)
def test_settings_of_a_notebook_s_cells_change_no_picture_of_the_course(name, monkeypatch):
    """Is each drawn as ever, and do the notebook's own figures keep what its cells have set?"""
    import matplotlib
    from matplotlib import pyplot, style

    def drawn():
        monkeypatch.setitem(globals(), "rng", np.random.default_rng(0))
        return PICTURES[name]().png

    expected = drawn()
    with matplotlib.rc_context():
        style.use(["dark_background", "ggplot"])
        loud = {"font.size": 31, "lines.linewidth": 9, "savefig.facecolor": "red", "text.usetex": 1}
        matplotlib.rcParams.update(loud)
        assert drawn() == expected
        assert matplotlib.rcParams["font.size"] == 31
        figure, axes = pyplot.subplots()
        assert axes.plot([1, 2])[0].get_linewidth() == 9
        pyplot.close(figure)


def test_a_picture_that_fails_leaves_the_notebook_s_settings():
    """Are they back after an error, and is the next figure in the course's style again?"""
    import matplotlib

    with matplotlib.rc_context({"font.size": 31}):
        _, axes = new_figure()
        with pytest.raises(ValueError, match="shape"):
            axes.plot([1, 2], [1, 2, 3])
        assert matplotlib.rcParams["font.size"] == 31
        assert axes.text(0, 0, "so").get_fontsize() == 10
