"""Whom grading adds to the gradebook is told apart from those whom a roster names."""

import nbformat
import pytest
from outcomes import outcome, submission

from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.gradebook import Book
from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"


def test_it_is_noted_whom_no_roster_named(folder, class_directory):
    """Is a student whom grading adds told apart, until a roster with that id is imported?"""
    course = open_course(folder)
    with Book(course.db_url, course.course_id).transaction() as opened:
        opened.add_student("bob")
    path = folder / "notebooks" / LESSON / f"{LESSON}.ipynb"
    released = nbformat.read(path, as_version=4)
    writer, kept = Writer(course), Autograded(course)
    for student in ("ann", "bob"):
        writer.save(student, LESSON, outcome(released, 1.0), submission())
    assert [each for each in ("ann", "bob") if kept.was_added(each)] == ["ann"]
    writer.close()
    (folder / "roster.csv").write_text("id,email\nann,\ncem,\n")
    class_directory.root = folder
    class_directory.nbgrader("db", "student", "import", "roster.csv")
    assert not kept.was_added("ann")
    assert not (folder / "autograded" / "cem").exists()
