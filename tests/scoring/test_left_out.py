"""An exercise that needs a package which the grader lacks: who answered it has done so."""

from types import SimpleNamespace

import pytest

from grader import quiet
from grader.autograde.claims import grade_id
from grader.classroom.results import shown_statuses
from grader.scoring import judge_process, score
from grader.scoring.verdicts import summary

EXERCISE = "DropoutNet"


@pytest.fixture
def cells():
    """The exercise's two cells, as released, in a notebook of their own."""
    from nbformat.v4 import new_code_cell

    mark = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
    answer = mark | {"grade_id": EXERCISE, "solution": True}
    check = mark | {"grade_id": f"{EXERCISE}_check", "grade": True, "points": 0}
    return [
        new_code_cell("class DropoutNet:\n    ...", id="a", metadata={"nbgrader": answer}),
        new_code_cell("display(check(DropoutNet))", id="b", metadata={"nbgrader": check}),
    ]


@pytest.mark.parametrize(
    ("text", "points", "status"),
    [
        ("class DropoutNet:\n    ...  ", 0.0, "not attempted"),
        ("class DropoutNet(nn.Module):\n    pass", 0.0, "not judged"),
        ("class DropoutNet(nn.Module):\n    pass", 2.0, "error"),
    ],
)
def test_an_answer_counts_as_one(cells, monkeypatch, text, points, status):
    """Is it told apart from a stub, and from what counts and therefore has to be judged?"""
    monkeypatch.setattr(quiet, "installed", lambda name: False)

    def check(exercise, name, points):
        return judge_process.verdict({"exercise": exercise, "name": name, "points": points}, None)

    lessons = {cell.id: cell.source for cell in cells}
    cells[0].source, cells[1].metadata.nbgrader["points"] = text, points
    run = score._Run(SimpleNamespace(cells=cells), {}, "seed", lessons)
    (place,) = [place for place, step in run.steps.items() if step.kind == "check"]
    assert grade_id(cells[place]) == f"{EXERCISE}_check"
    run._do(SimpleNamespace(check=check), None, place, run.steps[place])
    assert summary(run.verdicts[0])["status"] == status
    assert status in run.outputs[place][0].data["text/html"]


def test_tables_have_a_column_for_it_only_where_somebody_has_it():
    """Is a class without such an exercise spared a column of zeros?"""
    common = shown_statuses({("f", "passed"): 2, ("f", "not judged"): 0})
    assert "not judged" not in common
    assert shown_statuses({("f", "not judged"): 1}) == [*common, "not judged"]
