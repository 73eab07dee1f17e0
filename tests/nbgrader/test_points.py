"""Points that an instructor set in the notebook: a score is a share of them, everywhere."""

import csv
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from class_directory import ClassDirectory

from grader.exercises import find

pytestmark = pytest.mark.slow

LESSON, EXERCISE = "00_start_here", "standardize"
OWN = find(EXERCISE).points
COURSE = Path(sys.executable).with_name("course")


@pytest.fixture(scope="module", params=[4, 1, 0])
def weighed(request, tmp_path_factory):
    """A class whose exercise has been given other points with nbgrader's toolbar, graded."""
    course = ClassDirectory(tmp_path_factory.mktemp("points"), LESSON)
    notebook = nbformat.read(course.source, as_version=4)
    check = next(cell for cell in notebook.cells if cell.id == f"{EXERCISE}_check")
    course.most += request.param - check.metadata.nbgrader.points
    check.metadata.nbgrader.points = request.param
    nbformat.write(notebook, course.source)
    course.nbgrader("generate_assignment", LESSON)
    right = course.answers()
    course.submit("right", right)
    course.submit("wrong", {EXERCISE: right[EXERCISE].replace("return", "return 0 *", 1)})
    course.submit("stubs", {})
    course.param = float(request.param)
    done = subprocess.run(
        [COURSE, "grade", LESSON], cwd=course.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return course


def test_a_score_is_a_share_of_the_cells_points(weighed):
    """Has a right answer all of them, and a stub none?"""
    assert weighed.scores("right") == {EXERCISE: weighed.param}
    assert weighed.scores("stubs") == {EXERCISE: 0.0}
    assert 0 <= weighed.scores("wrong")[EXERCISE] <= weighed.param


def test_card_and_table_agree_with_the_gradebook(weighed):
    """Do the card and the CSV file name these points, and not those of the exercise's own?"""
    with open(weighed.root / "grades" / f"{LESSON}.csv", encoding="utf-8-sig") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    for student in weighed.submitted:
        score = weighed.scores(student)[EXERCISE]
        assert float(rows[student][EXERCISE]) == score
        path = weighed.root / "autograded" / student / LESSON / f"{LESSON}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        card = next(cell for cell in cells if cell.id == f"{EXERCISE}_check").outputs[0].data
        expected = f"{score:g} of {weighed.param:g} points"
        assert (expected in card["text/html"]) == (weighed.param > 0)
        assert f"of {OWN:g} points" not in card["text/html"]
