"""What cards show: prose with code in it, and never markup of an answer's."""

import re

import pytest

from grader.lab.cards import Note, prose


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "The mask has the shape of `w`, not of `x`.",
            "The mask has the shape of [w], not of [x].",
        ),
        ("`a<b` & c", "[a&lt;b] &amp; c"),
        ("one ` alone", "one ` alone"),
        ("`two\nlines`", "`two\nlines`"),
        ("`<script>`<script>", "[&lt;script&gt;]&lt;script&gt;"),
    ],
)
def test_backticks_mark_code(text, shown):
    assert re.sub("<code style=[^>]*>(.*?)</code>", r"[\1]", prose(text)) == shown


def test_a_note_has_it_in_its_paragraphs_and_not_in_its_code():
    page = Note("Hint", "Look at `x`.", code="a = `b`")._repr_html_()
    assert page.count("<code") == 1
    assert "a = `b`" in page
