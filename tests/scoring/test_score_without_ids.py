"""A lesson whose cells have no ids, as nbformat 4.4 knows none, is graded like any other."""

import nbformat
from nbgrader.utils import determine_grade
from small_lesson import RIGHT, lesson
from test_score import host  # noqa: F401 (a fixture)

from grader.autograde.cell_ids import with_ids
from grader.scoring.score import score
from grader.scoring.submission import Submission


def without_ids(notebook):
    """The same as an older format has it."""
    for cell in notebook.cells:
        del cell["id"]
    notebook.nbformat_minor = 4
    return nbformat.from_dict(notebook)


def test_a_right_answer_has_its_points(host):  # noqa: F811
    """Are the student's own cells told apart from the lesson's all the same?"""
    released = without_ids(lesson(answer="def standardize(train, test):\n    ..."))
    handed_in = with_ids(without_ids(lesson(answer=RIGHT)))
    found = score(Submission(handed_in, (), None, None, ""), released, 1, host)
    (check,) = (cell for cell in found.notebook.cells if cell.source == "check(standardize)")
    assert determine_grade(check) == (2.0, 2)
    assert found.reason is None
