"""A verdict as a number, a line and a card."""

import re

import pytest

from grader.lab.cards import BOX, CELL, COLORS, verdict_card
from grader.status import STATUSES
from grader.verdict import Verdict


@pytest.mark.parametrize("score", [0.0, 0.33, 2.0])
def test_the_repr_is_the_score(score):
    """Can nbgrader read the score off the repr?"""
    verdict = Verdict("x", "partial", score, 2.0, "Message.")
    assert float(repr(verdict)) == verdict.score == float(verdict)


def test_the_line_says_all_and_stays_one_line():
    """Does `str` name exercise, status, score and message in one line?"""
    line = str(Verdict("ridge", "failed", 0.0, 2.0, "The mean is wrong."))
    assert "\n" not in line
    for part in ("ridge", "failed", "0 of 2 points", "The mean is wrong."):
        assert part in line


def test_a_card_escapes_what_came_from_the_answer():
    """Can an answer put a script into the card?"""
    evil = "<script>alert(1)</script>"
    card = verdict_card(Verdict("x", "failed", 0, 2, evil, printed=evil, warned=(evil,)))
    assert "<script>" not in card
    assert card.count("&lt;script&gt;") == 3


def test_an_unknown_status_is_refused():
    """Is there a sixth status?"""
    with pytest.raises(ValueError, match="Expected a status"):
        Verdict("x", "great", 1, 1, "")


@pytest.mark.parametrize("status", STATUSES)
def test_colours_have_contrast(status):
    """Is the contrast of each status at least 4.5:1 with the card's white (WCAG 2.1)?"""

    def luminance(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert "background: #ffffff" in BOX
    assert "background: #ffffff" in CELL
    assert 1.05 / (luminance(COLORS[status]) + 0.05) >= 4.5
    assert re.search(rf"[^\w]{status}</span>", verdict_card(Verdict("x", status, 0, 1, "m")))
