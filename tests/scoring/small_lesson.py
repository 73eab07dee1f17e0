"""A lesson with one exercise and an ordinary test, and what a submission of it earns."""

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from grader.scoring.score import score
from grader.scoring.submission import Submission

RIGHT = """
def standardize(train, test):
    mean, spread = train.mean(axis=0), train.std(axis=0)
    safe = np.where(spread == 0, 1.0, spread)
    return tuple(np.where(spread == 0, 0.0, (part - mean) / safe) for part in (train, test))
"""
STUB = "def standardize(train, test):\n    ..."
TEST = "assert standardize(np.eye(2), np.eye(2))[0].shape == (2, 2)"


def lesson(*above, answer=RIGHT):
    """A lesson with one exercise and an ordinary test, as a student handed it in."""
    helpers = [new_code_cell(text, id=f"added-{i}") for i, text in enumerate(above)]
    cells = [
        new_code_cell("import numpy as np\n\nfrom grader import check", id="imports"),
        *helpers,
        graded(answer, "standardize", solution=True),
        graded("check(standardize)", "standardize_check", points=2),
        graded(TEST, "shape_test", points=1),
    ]
    return new_notebook(cells=cells)


def graded(text, name, points=0, solution=False):
    mark = {"grade_id": name, "grade": bool(points), "solution": solution, "points": points}
    return new_code_cell(text, id=name, metadata={"nbgrader": mark})


def outcome(host, notebook, reason=None):
    """What comes of a notebook."""
    submission = Submission(notebook, (), reason, None, "")
    return score(submission, lesson(answer=STUB), 1, host)


def points(found):
    """Points of the check and of the test, as nbgrader reads them."""
    cells = {cell.id: cell for cell in found.notebook.cells}
    return [determine_grade(cells[name])[0] for name in ("standardize_check", "shape_test")]
