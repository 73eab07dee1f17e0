"""The picture of the capstone's signals."""

from grader.lab.combining.capstone_pictures import signals_of
from grader.lab.combining.capstone_signals import CLASSES, draw_task


def test_the_picture_has_a_panel_for_each_class():
    """Does the alt text say what there is to see, with the drift as it was drawn?"""
    picture = signals_of(draw_task(0))
    assert picture.png.startswith(b"\x89PNG")
    assert f"{CLASSES} panels" in picture.alt
    assert "standard deviation of 1.5" in picture.alt
    assert "wrong panel" in picture.caption
