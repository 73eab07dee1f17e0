"""One student in two folders, or in another spelling than the roster's."""

import sys
import unicodedata
from pathlib import Path

import pytest

from grader.classroom.lookalikes import settle
from grader.classroom.submissions import Handed

COMPOSED = unicodedata.normalize("NFC", "Zoë")
DECOMPOSED = unicodedata.normalize("NFD", "Zoë")


def settled(students, roster):
    """What is said of each folder: its problem, else its notices."""
    handed = [Handed(student, Path(student)) for student in students]
    return {each.student: each.problem or each.notices for each in settle(handed, set(roster))}


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("ada", "Ada"),
        ("ada", "ada "),
        (COMPOSED, DECOMPOSED),
        (COMPOSED, DECOMPOSED.replace("e", "e\u200d")),
        ("ada l", "ada  L"),
    ],
)
def test_the_rosters_spelling_is_kept(known, other):
    """Is a folder refused that looks like an enrolled student, whose own is there or not?"""
    for students in ([known, other], [other]):
        found = settled(students, [known])
        assert repr(known) in found[other]
        assert "rename the folder" in found[other]
    assert "same student?" in settled([known, other], [known])[known][0]


INVISIBLE = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.category(sign) == "Cf"]


def test_signs_that_nobody_sees_make_no_other_student():
    """Are they all found, wherever in the name they are, and shown in the sentence?"""
    assert {"\u200b", "\u200e", "\ufeff", "\u00ad"} <= {*INVISIBLE}
    others = [*(f"cem{sign}" for sign in INVISIBLE), *(f"\u200b{sign}cem" for sign in INVISIBLE)]
    found = settled(others, ["cem"])
    assert all("looks like 'cem', who is in the gradebook" in found[other] for other in others)
    assert all(other not in found[other] for other in others)


def test_who_is_nobody_elses_twin_is_left_alone():
    """Is nothing said of ids that differ, enrolled or not?"""
    assert settled(["ada", "adam", "bob"], ["bob"]) == {"ada": (), "adam": (), "bob": ()}


@pytest.mark.parametrize("roster", [[], ["ada", "Ada"]])
def test_where_the_roster_does_not_decide_both_are_graded_and_named(roster):
    """Does the instructor hear of both, and lose no points of either?"""
    found = settled(["ada", "Ada"], roster)
    assert repr("Ada") in found["ada"][0]
    assert repr("ada") in found["Ada"][0]
