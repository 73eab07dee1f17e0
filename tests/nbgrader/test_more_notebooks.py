"""A notebook that an assignment got, or lost, after submissions were graded."""

import nbformat
import pytest
from class_directory import ROOT
from nbgrader.api import Gradebook
from outcomes import NOON, outcome

from grader.classroom.assignment import open_assignment
from grader.classroom.keeping import Keeper
from grader.learner import CourseError
from grader.nbgrader_plugin.feedback import FeedbackForAll
from grader.nbgrader_plugin.writing import Writer, open_course
from grader.scoring.submission import Submission

pytestmark = pytest.mark.slow

LESSON, MORE = "00_start_here", "more"
SEED = 1  # of all outcomes that are made by hand


def answer(notebook):
    """Write something where answers go."""
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = "# an answer"


class Course:
    """A course directory whose first lesson can have another notebook.

    Parameters
    ----------
    root : pathlib.Path
    """

    def __init__(self, root):
        self.root, self.directory = root, open_course(root)
        self.writer = Writer(self.directory)

    def add(self):
        """Put another notebook into the assignment."""
        for folder in ("solutions", "notebooks"):
            notebook = nbformat.read(ROOT / folder / LESSON / f"{LESSON}.ipynb", as_version=4)
            for cell in notebook.cells:
                if "nbgrader" in cell.metadata:
                    cell.id = cell.metadata.nbgrader.grade_id = f"more_{cell.id}"
            nbformat.write(notebook, self.root / folder / LESSON / f"{MORE}.ipynb")

    def remove(self):
        """Take it out again."""
        for folder in ("solutions", "notebooks"):
            (self.root / folder / LESSON / f"{MORE}.ipynb").unlink()

    def grade(self, student, share, handed_in, **options):
        """Register the assignment, and grade what a student handed in of it; returns changes."""
        self.writer.register(LESSON, **options)
        changes = []
        for each in open_assignment(self.root / "notebooks", LESSON).notebooks:
            given = each.graded_with(self.writer.master(LESSON, each.file), SEED)
            keeper = Keeper(self.directory, self.writer, given)
            there = given.stem in handed_in
            read = given.released if there else None
            submission = Submission(read, (), None, NOON, f"{share}{there}", name=given.stem)
            if keeper.finished(student, submission) is None:
                found = outcome(given.released, *((share, "", answer) if there else (0.0,)))
                keeper.keep(student, submission, found)
            changes += keeper.changes
        return changes

    def scores(self, student):
        """Points and maxima by notebook."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", "regularization") as gradebook:
            found = gradebook.find_submission(LESSON, student).notebooks
            return {each.name: (each.score, each.max_score) for each in found}


@pytest.fixture
def course(folder):
    """A course directory of the test's own."""
    return Course(folder)


def test_who_handed_in_before_it_came_is_not_marked_down(course):
    """Does it count in full for them, once and for all, and as any other for the rest?"""
    course.grade("ada", 0.5, [LESSON])
    course.add()
    (change,) = course.grade("ada", 0.5, [LESSON])
    assert (change.before, change.after) == (1.0, 3.0)
    assert all(held.added for held in change.held)
    course.grade("bob", 1.0, [LESSON])
    assert course.scores("ada") == {LESSON: (1.0, 2.0), MORE: (2.0, 2.0)}
    assert course.scores("bob") == {LESSON: (2.0, 2.0), MORE: (0.0, 2.0)}
    assert course.grade("ada", 0.5, [LESSON]) == []
    course.grade("ada", 0.5, [LESSON, MORE])  # now there is an answer, which counts
    assert course.scores("ada")[MORE] == (1.0, 2.0)


def test_a_run_that_ended_between_the_notebooks_gives_nothing_away(course):
    """Is who left a notebook out told so, though only the other one was graded first?"""
    course.add()
    course.writer.register(LESSON)
    first, second = open_assignment(course.root / "notebooks", LESSON).notebooks
    for given, share in ((first, 1.0), (second, 0.0)):
        submission = Submission(None, (), "Not there.", NOON, "d", name=given.stem)
        found = outcome(given.released, share)
        Keeper(course.directory, course.writer, given).keep("ada", submission, found)
    assert course.scores("ada")[second.stem] == (0.0, 2.0)


def test_grades_for_a_removed_notebook_go_only_when_that_is_asked_for(course):
    """Does all else stay, and is no page made of what has gone?"""
    course.add()
    course.grade("ada", 1.0, [LESSON, MORE])
    course.remove()
    with pytest.raises(CourseError, match=r"more_standardize of more\.ipynb.*--drop-removed"):
        course.writer.register(LESSON)
    assert course.scores("ada") == {LESSON: (2.0, 2.0), MORE: (2.0, 2.0)}
    course.grade("ada", 1.0, [LESSON], drop_removed=True)
    assert course.scores("ada") == {LESSON: (2.0, 2.0)}
    course.directory.assignment_id = LESSON
    FeedbackForAll(course.directory, parent=course.directory.parent).start()
    pages = (course.root / "feedback" / "ada" / LESSON).glob("*.html")
    assert [page.stem for page in pages] == [LESSON]
