"""Pictures in verdicts: drawn where a criterion fails, read aloud, small, and never in the way."""

import base64
import re

import numpy as np
import pytest

from grader.criteria import holds
from grader.criteria.sketch import MOST, Sketch
from grader.exercise import exercise
from grader.judge import judge
from grader.lab.sketches import picture_of
from grader.student import local

pytestmark = pytest.mark.filterwarnings("error")

RNG = np.random.default_rng(0)
SKETCHES = {
    "mask": (RNG.random((6, 9)) > 0.4, RNG.random((6, 9)) > 0.4),
    "image": (RNG.random((8, 8)), RNG.random((8, 8, 3))),
    "curve": (RNG.normal(size=9), RNG.normal(size=12)),
    "distribution": (RNG.normal(size=300), RNG.normal(size=400)),
}


def sketch(kind, words="Yours drops whole rows."):
    return Sketch(kind, *SKETCHES[kind], words)


@pytest.mark.parametrize("kind", SKETCHES)
def test_every_kind_is_drawn_and_says_what_to_look_at(kind):
    """Is it a PNG of a few kilobytes, with alt text and a caption?"""
    picture = picture_of(sketch(kind))
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.png) < 40_000
    assert "Yours drops whole rows." in picture.alt
    assert picture.caption


@pytest.mark.parametrize("kind", SKETCHES)
@pytest.mark.parametrize("value", [np.nan, np.inf, -1e300])
def test_what_cannot_be_shown_does_not_stop_a_card(kind, value):
    """Is an answer full of odd numbers drawn all the same?"""
    yours = np.full(np.shape(SKETCHES[kind][0]), value)
    assert picture_of(Sketch(kind, yours, SKETCHES[kind][1], "Look.")).png


def test_a_learners_settings_of_matplotlib_are_not_for_cards():
    import matplotlib

    with matplotlib.rc_context({"text.usetex": True, "figure.dpi": 300, "font.size": 30}):
        strict = picture_of(sketch("curve"))
    assert strict.png == picture_of(sketch("curve")).png


@pytest.mark.parametrize(
    ("kind", "yours"),
    [
        ("mask", np.ones(3)),
        ("curve", np.ones((2, 2))),
        ("curve", np.ones(0)),
        ("curve", np.ones(MOST + 1)),
        ("image", np.array([["a"]])),
        ("image", None),
    ],
)
def test_other_arrays_are_not_drawn(kind, yours):
    assert not Sketch(kind, yours, SKETCHES[kind][1], "Look.").drawable


def test_another_kind_is_refused():
    with pytest.raises(ValueError, match="Expected a kind"):
        Sketch("movie", np.ones(1), np.ones(1), "")


def same(x):
    return x


@exercise(reference=same, points=2, hints=())
def shown(student, rng):
    x = rng.random((5, 5))
    for sentence in ("It is the same", "It really is"):
        got = student(x)
        equal = holds(np.array_equal(got, x), sentence, "something else")
        yield equal.drawn(Sketch("image", got, x, f"{sentence}: <look>."))


def test_a_card_has_one_picture_where_something_failed():
    """Is only the first one shown, with its words escaped, and none where all holds?"""
    page = judge(shown, local(lambda x: 1 - x))._repr_html_()
    (encoded,) = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    assert base64.b64decode(encoded).startswith(b"\x89PNG")
    assert "It is the same: &lt;look&gt;." in page
    assert "<img" not in judge(shown, local(same))._repr_html_()
