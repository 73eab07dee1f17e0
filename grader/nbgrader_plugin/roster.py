"""The roster: read from the gradebook, and imported from a CSV file that holds nobody twice."""

import contextlib
import csv
import io
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps import dbapp

from grader.classroom.text import printable
from grader.learner import CourseError
from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.gradebook import DEFAULT_COURSE, Book

ID = "id"


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


def check_roster(content):
    """Refuse a roster that nbgrader would take without a word, and lose somebody.

    Parameters
    ----------
    content : bytes
        A CSV file.

    Returns
    -------
    str
        Its text, in which nbgrader finds its columns.

    Raises
    ------
    CourseError
        It is no UTF-8, has no column `id`, or an id is missing or stands there twice.
    """
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CourseError(
            f"The roster is no CSV file in UTF-8 ({error}): save it as one and try again."
        ) from None
    columns = [name.strip() for name in rows[0]] if rows else []
    if ID not in columns:
        told = printable(", ".join(columns), 80) or "nothing"
        raise CourseError(
            "The roster's first line names the columns, separated by commas, and one of them is "
            f"{ID!r}; it holds {told}."
        )
    ids = _ids(text)
    if "" in ids:
        raise CourseError(f"Row {ids.index('') + 1} of the roster has no {ID}: give it one.")
    twice = [student for student, count in Counter(ids).items() if count > 1]
    if twice:
        raise CourseError(
            f"The roster has the {ID} {printable(twice[0])!r} more than once: each student has one "
            "row. Nobody has been imported."
        )
    return text


def _ids(text):
    """The ids of a roster, in its order; empty where a row has none."""
    columns, *rows = csv.reader(io.StringIO(text))
    place = [name.strip() for name in columns].index(ID)
    return [row[place].strip() if len(row) > place else "" for row in rows if any(row)]


def install():
    """Have ``nbgrader db student import`` look at the roster before it imports anybody."""
    original = getattr(dbapp.DbStudentImportApp.start, "original", dbapp.DbStudentImportApp.start)

    def start(self):
        paths = [Path(each) for each in self.extra_args]
        if len(paths) != 1 or not paths[0].is_file():
            return original(self)  # which says what is missing
        try:
            text = check_roster(paths[0].read_bytes())
        except CourseError as error:
            self.fail("%s", error)
        with tempfile.TemporaryDirectory() as folder:
            clean = Path(folder) / paths[0].name
            clean.write_text(text, newline="")
            self.extra_args = [str(clean)]
            original(self)
        autograded = Autograded(self.coursedir)
        for student in _ids(text):
            autograded.forget_added(student)

    start.original = original
    dbapp.DbStudentImportApp.start = start
