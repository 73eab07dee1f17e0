"""Forged replies: each costs the points with a reason, and none steers what comes after it."""

import json

import numpy as np
import pytest
from forging import HONEST, verdict_on
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.remote.errors import WireError
from grader.remote.generators import distance, generator_state, update_generator
from grader.remote.plain import Handle, Opaque, Tensor
from grader.remote.reply import checked

HTML = "<script>alert(1)</script>\x1b[2J\x00"
ERROR = {"type": "E", "message": "m", "line": "", "not_written": False}
REPLIES = {
    "nothing": {},
    "both": {"value": 1, "error": ERROR},
    "more": {"value": 1, "score": 10},
    "printed": {"value": 1, "printed": ["x"]},
    "much printed": {"value": 1, "printed": "x" * 100_001},
    "warned": {"value": 1, "warned": "x"},
    "much warned": {"value": 1, "warned": ["x"] * 1000},
    "changed": {"value": 1, "changed": [1]},
    "drawn": {"value": 1, "global_draws": None},
    "states": {"value": 1, "generators": ["{}"]},
    "an error that is a text": {"error": "x"},
    "an error with more": {"error": ERROR | {"more": 1}},
    "an error not written": {"error": ERROR | {"not_written": 1}},
}


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_of_another_form_is_refused(name):
    """Is each part's type looked at, and the verdict one without points?"""
    with pytest.raises(WireError):
        checked(HONEST | {"generators": []} | REPLIES[name], 0)
    verdict = verdict_on("standardize", **REPLIES[name])
    assert (verdict.status, verdict.score) == ("error", 0.0)


@pytest.mark.parametrize(
    "parts",
    [
        {"error": dict.fromkeys(ERROR, HTML) | {"not_written": False}},
        {"value": Handle(1, "x", HTML)},
        {"value": Handle(1, HTML)},
        {"value": Opaque(HTML * 1000)},
        {"value": HTML},
        {"value": Tensor("Keras", np.ones(2)), "printed": HTML, "warned": [HTML]},
        {"value": 1, "changed": [HTML]},
    ],
)
def test_forged_words_stay_words(parts):
    """Is no markup and no control character of theirs on a card, and no flood of text?"""
    verdict = verdict_on("standardize", **parts)
    card = verdict._repr_html_()
    assert verdict.score == 0
    assert not {"<script", "\x1b", "\x00"} & {c for c in ("<script", "\x1b", "\x00") if c in card}
    assert len(card) < 20_000


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.just(np.ones((2, 3))),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
    max_leaves=8,
)


@given(VALUES)
@settings(max_examples=40, deadline=None)
def test_no_value_gets_an_exception_out_of_a_check(value):
    """Is whatever comes a verdict?"""
    assert verdict_on("standardize", value=value).score == 0


def _forged(rng, **parts):
    described = json.loads(generator_state(rng))
    described["children"] = parts.pop("children", described["children"])
    described["state"]["state"] |= {k: v for k, v in parts.items() if k in ("state", "inc")}
    described["state"] |= {k: v for k, v in parts.items() if k not in ("state", "inc")}
    return json.dumps(described)


STATES = {
    "another state": {"state": 12345},
    "another sequence": {"inc": 1},
    "a state that is no number": {"state": "1"},
    "a state of 200 bits": {"state": 2**200},
    "another kind": {"bit_generator": "MT19937"},
    "half of a draw, too large": {"has_uint32": 1, "uinteger": 2**32},
    "two halves": {"has_uint32": 2},
    "endless children": {"children": 10**12},
    "fewer children": {"children": -1},
    "children that are no number": {"children": 1.5},
}


@pytest.mark.parametrize("name", STATES)
def test_a_state_that_drawing_does_not_lead_to_is_refused(name):
    """Is it refused, and the generator left as it was?"""
    rng, twin = np.random.default_rng(3), np.random.default_rng(3)
    with pytest.raises(WireError, match="its generator"):
        update_generator(rng, _forged(rng, **STATES[name]))
    assert rng.random() == twin.random()


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 50_000, '{"children": 0, "state": 1}'])
def test_a_state_that_cannot_be_read_is_refused(text):
    """Is nonsense in a state's place a malformed reply?"""
    with pytest.raises(WireError, match="cannot be read"):
        update_generator(np.random.default_rng(3), text)


def test_a_state_before_the_one_that_was_passed_is_refused():
    """Can a generator be turned back, so that a check draws the same twice?"""
    rng = np.random.default_rng(3)
    old = generator_state(rng)
    rng.random(5)
    with pytest.raises(WireError, match="drawing does not lead to"):
        update_generator(rng, old)


def test_half_of_a_draw_is_kept_only_where_it_was_drawn():
    """Do 32 bits that were left by a draw count, and 32 bits of somebody's choice not?"""
    rng, honest = np.random.default_rng(3), np.random.default_rng(3)
    honest.random(7, dtype=np.float32)
    honest.random(100)
    update_generator(rng, generator_state(honest))
    assert rng.bit_generator.state == honest.bit_generator.state
    update_generator(rng, _forged(rng, has_uint32=1, uinteger=12345))
    assert rng.bit_generator.state["has_uint32"] == 0


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**40))
def test_the_distance_is_the_number_of_draws(seed, draws):
    """Does it agree with NumPy's own way to go forward?"""
    bits = np.random.PCG64(seed)
    start = bits.state["state"]
    bits.advance(draws)
    assert distance(start["state"], bits.state["state"]["state"], start["inc"]) == draws
