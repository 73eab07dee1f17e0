"""A verdict's share of the points that an instructor gave the cell."""

from types import SimpleNamespace

import pytest

from grader.scoring.weighing import not_judged, weighed
from grader.verdict import Verdict


@pytest.mark.parametrize("points", [0.0, 0.1, 1.0, 2.0, 3.0, 4.0])
@pytest.mark.parametrize(
    ("status", "share"), [("passed", 1.0), ("partial", 0.5), ("failed", 0.0), ("partial", 1 / 3)]
)
def test_it_is_the_same_share(points, status, share):
    """Is it that share of the cell's points, shown so on the card, and never more than all?"""
    found = weighed(Verdict("f", status, round(2 * share, 2), 2.0, "So."), points)
    assert found.points == points
    assert found.score == pytest.approx(points * share, abs=0.02)
    assert 0 <= found.score <= points
    assert repr(found) == repr(found.score)
    shown = f"{found.score:g} of {points:g} points" in found._repr_html_()
    assert shown == (points > 0)
    if status == "passed":
        assert found.score == points


def test_its_own_points_stay_to_the_last_digit():
    """Is nothing rounded where the points are the exercise's own?"""
    found = Verdict("f", "partial", 2.2712345, 3.0, "So.")
    assert weighed(found, 3.0) is found


@pytest.mark.parametrize("points", [0.0, 4.0])
def test_a_missing_package_costs_no_points_in_silence(points):
    """Is an exercise left out where it counts nothing, and is it said where it counts?"""
    found = not_judged(SimpleNamespace(id="f", needs="torch"), points)
    assert (found.score, found.points) == (0.0, points)
    assert found.status == ("error" if points else "not attempted")
    assert ("Tell your instructor" in found.message) == bool(points)
