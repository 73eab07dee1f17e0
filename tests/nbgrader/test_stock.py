"""The same submissions, graded by nbgrader alone and by this course: every score is the same."""

import asyncio

import nbformat
import pytest
from class_directory import ROOT
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from stock_cells import TESTS, id_of, stock_notebook
from stock_students import submissions
from typed import nbgrader

from grader.nbgrader_plugin.writing import open_course

pytestmark = pytest.mark.slow

NAME = "stock"
ALONE = """
from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde

autogradeapp.Autograde = api.Autograde = Autograde
del c["Autograde"]
"""
"""After the course's own configuration: nbgrader grades as if it were not there."""


class Graded:
    """A course directory with the notebook of `stock_cells`, and a class that was graded in it."""

    def __init__(self, root, alone):
        self.root = root
        config = (ROOT / "nbgrader_config.py").read_text()
        (root / "nbgrader_config.py").write_text(config + (ALONE if alone else ""))
        folder = root / "solutions" / NAME
        (folder / "more").mkdir(parents=True)
        (folder / "data.txt").write_text("21")
        (folder / "more" / "data.json").write_text("[2]")
        nbformat.write(stock_notebook(), folder / f"{NAME}.ipynb")
        self.nbgrader("generate_assignment", NAME)
        released = nbformat.read(root / "notebooks" / NAME / f"{NAME}.ipynb", as_version=4)
        self.students = submissions(released)
        for student, notebook in self.students.items():
            path = root / "submitted" / student / NAME / f"{NAME}.ipynb"
            path.parent.mkdir(parents=True)
            nbformat.write(notebook, path)
        self.nbgrader("autograde", NAME) if alone else self.press()

    def nbgrader(self, *arguments):
        """Run nbgrader."""
        done = nbgrader(self.root, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    def press(self):
        """Press formgrader's button."""
        course = open_course(self.root)
        grading = NbGraderAPI(course, parent=course.parent)

        async def autograde():
            return grading.autograde(NAME, "*")

        result = asyncio.run(autograde())
        assert result["success"], result["log"]

    def grades(self, student):
        """All that the gradebook has of a student's cells."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", "regularization") as opened:
            (notebook,) = opened.find_submission(NAME, student).notebooks
            names = ("auto_score", "max_score", "score", "needs_manual_grade", "cell_type")
            found = {g.name: {name: getattr(g, name) for name in names} for g in notebook.grades}
            comments = {comment.name: comment.auto_comment for comment in notebook.comments}
            return found, comments, notebook.score, notebook.max_score


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The class of nbgrader alone, and that of the course."""
    made = tmp_path_factory.mktemp
    return Graded(made("alone"), alone=True), Graded(made("course"), alone=False)


def test_there_are_enough_kinds():
    """Are there at least 40 graded cells?"""
    assert len(TESTS) + 4 >= 40


def test_every_score_is_the_same(both):
    """Have both gradebooks the same points, marks for grading by hand and comments everywhere?"""
    alone, ours = both
    for student in alone.students:
        expected, got = alone.grades(student), ours.grades(student)
        differences = {
            name: (expected[0][name], got[0].get(name))
            for name in expected[0]
            if expected[0][name] != got[0].get(name)
        }
        assert differences == {}, student
        assert got == expected, student


def test_hidden_tests_decide(both):
    """Does an answer that only the hidden tests reject get what nbgrader gives it: nothing?"""
    _, ours = both
    for kind in ("hidden", "only hidden", "hidden and indented"):
        assert ours.grades("right")[0][id_of(kind)]["auto_score"] == 2
        assert ours.grades("wrong")[0][id_of(kind)]["auto_score"] == 0


def test_whoever_grades_sees_what_nbgrader_shows(both):
    """Has the autograded notebook hidden tests and the scheme by which a task is marked?"""
    for graded in both:
        path = graded.root / "autograded" / "right" / NAME / f"{NAME}.ipynb"
        cells = {
            c.metadata.get("nbgrader", {}).get("grade_id"): c for c in nbformat.read(path, 4).cells
        }
        assert "BEGIN HIDDEN TESTS" in cells[id_of("hidden")].source
        assert "1 point for the axes" in cells["task"].source
        assert cells["note"].attachments["p.png"]
