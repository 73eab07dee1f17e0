"""Pictures that students paste: those that a page can show, and nothing else."""

import base64

import pytest
from test_rebuild import PIXEL

from grader.autograde import attachments
from grader.autograde.attachments import Pictures


def encoded(content):
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("p.png", {"image/png": encoded(b"<svg onload=alert(1)>")}),
        ("p.png", {"image/png": "no base64!"}),
        ("p.svg", {"image/svg+xml": encoded(b"<svg/>")}),
        ("p.html", {"text/html": "<script>"}),
        ('p"onerror="x', {"image/png": PIXEL}),
        ("p.png", {"image/png": 3}),
        ("p.png", [PIXEL]),
    ],
)
def test_what_is_no_picture_is_left_out(name, data):
    """Is it dropped, and counted?"""
    pictures = Pictures()
    assert pictures.of({name: data}) == {}
    assert pictures.dropped == 1


@pytest.mark.parametrize("nothing", [None, 3, [], "text", {}])
def test_anything_may_stand_there(nothing):
    """Does nothing fail over attachments that are none?"""
    assert Pictures().of(nothing) == {}


def test_lines_are_joined_and_all_pictures_together_have_a_limit(monkeypatch):
    """Is a picture in lines one text, and is there an end to how much a notebook may have?"""
    monkeypatch.setattr(attachments, "MOST", 2 * len(PIXEL))
    pictures, lines = Pictures(), [PIXEL[:40], PIXEL[40:]]
    found = pictures.of({f"{number}.png": {"image/png": lines} for number in range(3)})
    assert found == {f"{number}.png": {"image/png": PIXEL} for number in range(2)}
    assert pictures.dropped == 1
