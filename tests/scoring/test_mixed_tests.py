"""A graded cell that calls `check` and does more gives no points away."""

import pytest
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade
from small_lesson import RIGHT, graded, lesson, outcome
from test_score import host  # noqa: F401 (a fixture)

from grader.scoring.mixed_tests import conclude

WRONG = RIGHT.replace("np.where(spread == 0, 0.0, (part - mean) / safe)", "(part - mean) / safe")
STUB = "def standardize(train, test):\n    raise NotImplementedError"
CELLS = {
    "timed": "%%time\ncheck(standardize)",
    "seeded": "import numpy as np\nnp.random.seed(0)\ncheck(standardize)",
    "named": "verdict = check(standardize)\nverdict",
    "twice": "check(standardize)\ncheck(standardize)",
    "beside a test": "assert standardize(np.ones((3, 2)), np.eye(2))[0].shape == (3, 2)\n"
    "check(standardize)",
}


def points(host, text, answer):  # noqa: F811
    """What an answer earns where the check's cell has another text."""
    notebook = lesson(answer=answer)
    (cell,) = (each for each in notebook.cells if each.id == "standardize_check")
    cell.source = text
    found = outcome(host, notebook)
    (cell,) = (each for each in found.notebook.cells if each.id == "standardize_check")
    return determine_grade(cell)[0], sum(verdict["score"] for verdict in found.verdicts)


@pytest.mark.parametrize("text", CELLS.values(), ids=CELLS)
def test_an_answer_earns_what_a_check_alone_gives(host, text):  # noqa: F811
    """Has a right one all points, a stub none, and a wrong one its part, in every table?"""
    alone = points(host, "check(standardize)", WRONG)
    assert 0 < alone[0] < 2
    assert points(host, text, RIGHT) == (2.0, 2.0)
    assert points(host, text, STUB) == (0.0, 0.0)
    assert points(host, text, WRONG) == pytest.approx(alone)


def test_a_test_that_fails_costs_what_the_check_would_give(host):  # noqa: F811
    """Do both have to be right, whichever comes first?"""
    for text in ("check(standardize)\nassert False", "assert False\ncheck(standardize)"):
        assert points(host, text, RIGHT) == (0.0, 0.0)


def judge(exercise, name, points):
    """A judge that gives half."""
    return {
        **{"exercise": exercise, "status": "partial", "score": points / 2, "points": points},
        **{"message": "Half.", "mistake": None, "text": str(points / 2), "html": "<p>Half.</p>"},
    }


def concluded(*ran, asks=(("double", "double"),), points=4.0):
    """Points by the verdicts, and as nbgrader reads them."""
    found, outputs = conclude(asks, list(ran), points, judge)
    cell = graded("check(double)\n1", "double_check", points)
    cell.outputs = outputs
    return sum(verdict["score"] for verdict in found), determine_grade(cell)[0]


def result(text):
    return new_output("execute_result", data={"text/plain": text}, execution_count=None)


def test_the_rest_of_the_cell_may_leave_less():
    """Is a number at its end the most that is to be had, and nothing else a number?"""
    warning = new_output("stream", name="stderr", text="a warning")
    assert concluded() == concluded(warning) == concluded(result("'a text'")) == (2.0, 2.0)
    assert concluded(result("1.0")) == (1.0, 1.0)
    assert concluded(result("nan")) == concluded(result("7")) == (0.0, 0.0)


def test_several_answers_have_equal_parts():
    """Do two verdicts add up to the points of one cell?"""
    assert concluded(asks=(("double", "double"), ("half", "mine"))) == (2.0, 2.0)


def test_what_cannot_be_read_gives_nothing_and_says_so():
    """Is it refused, rather than passed?"""
    assert concluded(asks=()) == (0, 0.0)
    _, outputs = conclude((), [], 2.0, judge)
    assert "cannot be judged from outside" in outputs[0].evalue
