"""Graded again, the same work keeps what it had; a table says what changed."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.autograde.answers import WAS_MISSING
from grader.classroom import tables
from grader.classroom.holding import hold
from grader.classroom.keeping import Change
from grader.scoring.outcome import ADDED, Outcome


def notebook(*exercises):
    """A graded notebook: for each exercise its id, the answer, the points and what can be had."""
    cells = []
    for name, answer, score, most in exercises:
        mark = {"schema_version": 3, "locked": False, "task": False}
        solution = mark | {"grade": False, "solution": True, "grade_id": name}
        check = mark | {"grade": True, "solution": False, "grade_id": f"{name}_check"}
        output = new_output("execute_result", {"text/plain": repr(score)}, execution_count=None)
        cells.append(new_code_cell(answer, metadata={"nbgrader": solution}))
        graded = {"nbgrader": check | {"points": most, "locked": True}}
        cells.append(new_code_cell(f"check({name})", metadata=graded, outputs=[output]))
    return new_notebook(cells=cells)


def outcome(*exercises):
    """What came of grading such a notebook now."""
    fields = ("exercise", "score", "points")
    verdicts = tuple(
        dict(zip(fields, (name, score, most), strict=True))
        | {"status": "failed", "mistake": "m", "message": ""}
        for name, _, score, most in exercises
    )
    return Outcome(notebook(*exercises), verdicts, 1, None, 0.0, 0.0)


def scores(found):
    """The points that nbgrader would read, by exercise."""
    from nbgrader.utils import determine_grade

    graded = [cell for cell in found.notebook.cells if cell.metadata.nbgrader.grade]
    return {each.metadata.nbgrader.grade_id: determine_grade(each)[0] for each in graded}


BEFORE = notebook(("f", "x = 1", 2.0, 3), ("g", "y = 1", 1.0, 2))


def test_each_exercise_keeps_the_better_of_both():
    """Is what a repaired check gives in addition there, and what it would take not gone?"""
    found, held = hold(BEFORE, outcome(("f", "x = 1", 3.0, 3), ("g", "y = 1", 0.0, 2)))
    assert scores(found) == {"f_check": 3.0, "g_check": 1.0}
    assert [(each.cell, each.score, each.now) for each in held] == [("g_check", 1.0, 0.0)]
    assert [verdict["score"] for verdict in found.verdicts] == [3.0, 1.0]


def test_points_go_down_where_the_instructor_says_so():
    """Does the option take the new verdict as it is?"""
    now = outcome(("f", "x = 1", 0.0, 3), ("g", "y = 1", 0.0, 2))
    found, held = hold(BEFORE, now, may_lower=True)
    assert held == ()
    assert scores(found) == {"f_check": 0.0, "g_check": 0.0}


@pytest.mark.parametrize("answer", ["x = 2", ""])
def test_other_work_is_judged_as_it_is(answer):
    """May a new attempt have fewer points than the one before?"""
    found, held = hold(BEFORE, outcome(("f", answer, 0.0, 3), ("g", "y = 1", 0.0, 2)))
    assert held == ()
    assert scores(found) == {"f_check": 0.0, "g_check": 0.0}


def test_other_points_are_the_instructor_s_to_give():
    """Does a check whose points were changed give what it gives?"""
    found, held = hold(BEFORE, outcome(("f", "x = 1", 1.0, 1), ("g", "y = 1", 1.0, 2)))
    assert held == ()
    assert scores(found)["f_check"] == 1.0


def test_an_exercise_that_was_added_counts_in_full_for_who_handed_in_before():
    """Are its points there, in later runs too, and whatever the options are?"""
    now = outcome(("f", "x = 1", 2.0, 3), ("g", "y = 1", 1.0, 2), ("h", "stub", 0.0, 5))
    lacking = (WAS_MISSING.format("h"),)
    found, (held,) = hold(BEFORE, now, repairs=lacking)
    assert scores(found)["h_check"] == 5.0
    assert held.added
    again, _ = hold(found.notebook, now, may_lower=True, repairs=lacking)
    assert scores(again)["h_check"] == 5.0
    assert again.notebook.cells[-1].metadata[ADDED]


def test_who_had_the_new_exercise_is_judged_in_it():
    """Is an answer that is wrong or left empty in a new copy worth nothing?"""
    now = outcome(("f", "x = 1", 2.0, 3), ("g", "y = 1", 1.0, 2), ("h", "z = 1", 0.0, 5))
    found, held = hold(BEFORE, now, repairs=("The cell of other was missing",))
    assert scores(found)["h_check"] == 0.0
    assert held == ()


def test_an_exercise_that_was_removed_is_no_hindrance():
    """Do the others keep what they had?"""
    found, _ = hold(BEFORE, outcome(("f", "x = 1", 0.0, 3)))
    assert scores(found) == {"f_check": 2.0}


def test_without_an_earlier_result_nothing_is_changed():
    """Is a first verdict taken as it is?"""
    now = outcome(("f", "x = 1", 0.0, 3))
    assert hold(None, now) == (now, ())


def test_the_table_names_who_and_why():
    """Are old and new points there, and a loss called one?"""
    _, held = hold(BEFORE, outcome(("f", "x = 1", 3.0, 3), ("g", "y = 1", 0.0, 2)))
    changes = [
        Change("bob", 3.0, 4.0, False, held),
        Change("ada", 3.0, 2.5, False, ()),
        Change("eve", 3.0, 1.0, True, ()),
    ]
    table = tables.changed(changes)
    rows = list(zip(*(column._cells for column in table.columns), strict=True))
    assert [tuple(map(str, row)) for row in rows] == [
        ("ada", "3", "2.5", "Lowered."),
        ("bob", "3", "4", "g_check keeps 1, the check gives 0 now."),
        ("eve", "3", "1", "New answers."),
    ]
    assert tables.changed([]) is None
