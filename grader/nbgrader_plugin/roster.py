"""The roster: read from the gradebook, and imported from a CSV file that was checked."""

import contextlib
import csv
import io
import os
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps import dbapp

from grader.classroom.text import printable
from grader.learner import CourseError
from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.examining import DEFAULT_COURSE
from grader.nbgrader_plugin.gradebook import Book
from grader.nbgrader_plugin.roster_file import ID, check_roster


@dataclass(frozen=True)
class Student:
    """Somebody in the gradebook; what nobody gave is empty.

    Parameters
    ----------
    id, first_name, last_name : str
    lms_user_id : str
        The number that a learning platform knows the student by.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    lms_user_id: str = ""


def read_roster(course):
    """Read who is in a course's gradebook.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory

    Returns
    -------
    list of Student
        By id.

    Raises
    ------
    CourseError
        There is nobody, or the gradebook cannot be used.
    """
    book = Book(course.db_url, course.course_id or DEFAULT_COURSE)
    names = ("id", "first_name", "last_name", "lms_user_id")
    with contextlib.closing(book), book.reading() as gradebook:
        known = gradebook.students if gradebook else []
        found = [Student(*(getattr(each, name) or "" for name in names)) for each in known]
    if not found:
        raise CourseError(
            "The gradebook holds no students: `nbgrader db student import roster.csv` brings them."
        )
    return sorted(found, key=lambda student: student.id)


def install():
    """Have ``nbgrader db student import`` take what the roster's check has read, and no more."""
    original = getattr(dbapp.DbStudentImportApp.start, "original", dbapp.DbStudentImportApp.start)

    def start(self):
        if len(self.extra_args) != 1 or not os.path.exists(self.extra_args[0]):
            return original(self)  # which says what is missing
        try:
            students = check_roster(_content(self.extra_args[0]))
        except CourseError as error:
            self.fail("%s", error)
        with _read_by_nbgrader(_as_csv(students)):
            original(self)
        autograded = Autograded(self.coursedir)
        for student in students:
            autograded.forget_added(student[ID])

    start.original = original
    dbapp.DbStudentImportApp.start = start


def _content(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CourseError(
            f"The roster {printable(path)} cannot be read ({error.strerror}): expected a CSV file; "
            "name one that you may read."
        ) from None


@contextlib.contextmanager
def _read_by_nbgrader(text):
    """Have nbgrader read this: the file itself it reads in the encoding of the locale."""
    dbapp.open = lambda *_, **__: io.StringIO(text, newline="")
    try:
        yield
    finally:
        del dbapp.open


def _as_csv(students):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(students[0]))
    writer.writeheader()
    writer.writerows(students)
    return text.getvalue()
