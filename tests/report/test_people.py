"""Who is missing, late, waiting, unknown or behind, and tables whose columns add up."""

import csv
from datetime import timedelta

import pytest
from made_class import Given, Work

from grader.classroom.report import command
from grader.classroom.report.people import lateness
from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.course import open_course

EXERCISE = "standardize"
HALF = Given("partial", 0.5)
DAY = timedelta(hours=26)
PARTS = ("automatic points", "changed by hand", "extra credit")


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return {row["student"]: row for row in csv.DictReader(stream)}


@pytest.fixture
def written(made):
    """Writes the report of a class; returns its page and the rows of both tables."""

    def write():
        page, students, answers = command.run(made.lesson, made.root)
        return page.read_text(), table(students), table(answers)

    return write


def test_each_student_has_a_standing(made, written):
    """Is everybody told who handed in nothing, late, ungraded, or is on no roster?"""
    made.enroll(ada="Ada Lovelace", eve="Eve Late", gus="Gus Gone", jon="Jon Waiting")
    made.grade(
        {
            "ada": Work({EXERCISE: Given()}),
            "eve": Work({EXERCISE: HALF}, late=DAY, penalty=0.5),
            "jon": Work({EXERCISE: Given("passed", None)}),
            "zoe": Work({EXERCISE: Given()}),
        }
    )
    made.hand_in("new")
    _, students, _ = written()
    assert {student: row["standing"] for student, row in students.items()} == {
        "ada": "graded",
        "eve": "graded, late by 1 day 2 hours",
        "gus": "missing",
        "jon": "graded, waits for a grade by hand",
        "new": "not graded yet, not on the roster",
        "zoe": "graded, not on the roster",
    }
    assert students["ada"]["name"] == "Ada Lovelace"
    assert students["jon"]["waiting for a grade by hand"] == EXERCISE


def test_without_any_names_the_roster_is_the_gradebook(made, written):
    """Is nobody called unknown in a course whose roster has ids alone?"""
    made.enroll(ada="", bob="")
    made.grade({"ada": Work({EXERCISE: Given()})})
    made.hand_in("zoe")
    _, students, _ = written()
    assert students["ada"]["standing"] == "graded"
    assert students["bob"]["standing"] == "missing"
    assert "not on the roster" in students["zoe"]["standing"]


def test_whom_grading_added_is_not_on_a_roster_of_ids(made, written):
    """Is a student of no roster told apart, until a roster names them, and nobody without one?"""
    made.grade({"ada": Work({EXERCISE: Given()}), "zoe": Work({EXERCISE: Given()})})
    folder = Autograded(open_course(made.root))
    folder.mark_added("ada")
    folder.mark_added("zoe")
    _, students, _ = written()
    assert {row["standing"] for row in students.values()} == {"graded"}
    folder.forget_added("ada")
    _, students, _ = written()
    assert students["ada"]["standing"] == "graded"
    assert students["zoe"]["standing"] == "graded, not on the roster"


def test_the_columns_add_up(made, written):
    """Do penalties, grades by hand and extra credit explain every total?"""
    made.grade(
        {
            "ada": Work({EXERCISE: Given("partial", 1 / 3)}, by_hand={EXERCISE: 1.25}),
            "bob": Work({EXERCISE: Given()}, extra={EXERCISE: 0.5}, late=DAY, penalty=0.7),
            "cem": Work({EXERCISE: HALF}, late=DAY, penalty=5.0),
            "dan": Work({EXERCISE: Given("passed", None)}, by_hand={EXERCISE: 2.0}),
        }
    )
    _, students, answers = written()
    for student, row in students.items():
        by_course, by_hand, extra = (float(row[name]) for name in PARTS)
        points = by_course + by_hand + extra
        assert float(row["total"]) == pytest.approx(points - float(row["late penalty"]), abs=1e-9)
        answer = answers[student]
        assert float(answer["points"]) == pytest.approx(points, abs=1e-9)
        assert [answer[name] for name in PARTS] == [row[name] for name in PARTS]
    totals = {student: float(row["total"]) for student, row in students.items()}
    assert totals == pytest.approx({"ada": 1.25, "bob": 1.8, "cem": 0.0, "dan": 2.0})


def test_who_may_need_help(made, written):
    """Is it whoever has less than half of what is decided, and whoever is missing?"""
    made.enroll(gus="Gus Gone")
    low = Given("failed", 0.2, mistake="forgets_to_center")
    made.grade({"ada": Work({EXERCISE: HALF}), "low": Work({EXERCISE: low})})
    page, _, _ = written()
    section = page[page.index('id="help"') : page.index('id="alike"')]
    assert "Gus Gone" in section
    assert "standardize (forgets to center)" in section
    assert "<bdi>ada</bdi>" not in section


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.4, "1 minute"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (1560, "1 day 2 hours"),
        (2881, "2 days 1 minute"),
    ],
)
def test_lateness_in_words(minutes, words):
    """Is it told in two units?"""
    assert lateness(timedelta(minutes=minutes)) == words
