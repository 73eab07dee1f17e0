"""Reads a course's gradebook: roster, due dates, and each cell's points; changes nothing."""

from collections import defaultdict
from datetime import timedelta

from nbgrader import api
from sqlalchemy import select

from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.gradebook import Book
from grader.nbgrader_plugin.marks import Mark, Person, Standing, Standings


class Ledger:
    """Reads a course's gradebook; not a byte of it changes.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    """

    def __init__(self, course):
        self._book = Book(course.db_url, course.course_id or "default_course")
        self._autograded = Autograded(course)

    def people(self):
        """The roster as a list of `Person`, by id; None where there is no gradebook."""
        names = ("id", "first_name", "last_name", "email", "lms_user_id")
        columns = [getattr(api.Student.__table__.c, name) for name in names]
        with self._book.looking() as connection:
            if connection is None:
                return None
            found = connection.execute(select(*columns).order_by(columns[0]))
            return [Person(row[0], *(value or "" for value in row[1:])) for row in found]

    def added(self, students):
        """Those of these students whom grading added, and no roster has named since."""
        return frozenset(filter(self._autograded.was_added, students))

    def assignments(self):
        """The names of all assignments that the gradebook knows, sorted."""
        with self._book.looking() as connection:
            names = select(api.Assignment.__table__.c.name)
            return sorted(connection.scalars(names)) if connection else []

    def standings(self, assignment):
        """What it says of one assignment; without any cells where it does not know it.

        Parameters
        ----------
        assignment : str

        Returns
        -------
        Standings

        Raises
        ------
        CourseError
            The gradebook cannot be used.
        """
        with self._book.looking() as connection:
            table = api.Assignment.__table__
            query = select(table.c.id, table.c.duedate).where(table.c.name == assignment)
            found = connection and connection.execute(query).first()
            if not found:
                return Standings(None, {}, {})
            cells = _cells(connection, found.id)
            return Standings(found.duedate, *_graded(connection, found, cells))


def _cells(connection, assignment):
    """Name and maximum of each graded cell, by its id in the gradebook."""
    base, notebook = api.BaseCell.__table__, api.Notebook.__table__
    found = {}
    for graded in (api.GradeCell.__table__, api.TaskCell.__table__):
        query = select(base.c.id, base.c.name, graded.c.max_score, notebook.c.name.label("file"))
        query = query.join(graded, graded.c.id == base.c.id)
        query = query.join(notebook, notebook.c.id == base.c.notebook_id)
        query = query.where(notebook.c.assignment_id == assignment)
        found |= {row.id: (row.name, row.max_score, row.file) for row in connection.execute(query)}
    names = [name for name, _, _ in found.values()]
    return {
        id: (name if names.count(name) == 1 else f"{file}: {name}", maximum)
        for id, (name, maximum, file) in found.items()
    }


def _graded(connection, assignment, cells):
    """The points of each cell, and each student's."""
    handed, notebook = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
    penalties, marks = defaultdict(float), _marks(connection, cells)
    for row in connection.execute(select(notebook)):
        penalties[row.assignment_id] += row.late_submission_penalty or 0.0
    standings = {}
    for row in connection.execute(select(handed).where(handed.c.assignment_id == assignment.id)):
        if row.id in marks:
            late = _late(row.timestamp, assignment.duedate, row.extension)
            told = (row.student_id, late, penalties[row.id], marks[row.id])
            standings[row.student_id] = Standing(*told)
    return {name: maximum for name, maximum in cells.values()}, standings


def _marks(connection, cells):
    """The marks of each submission by cell, for these cells."""
    notebook, grade = api.SubmittedNotebook.__table__, api.Grade.__table__
    marks = defaultdict(dict)
    columns = (grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit)
    query = select(notebook.c.assignment_id, grade.c.cell_id, *columns, grade.c.needs_manual_grade)
    query = query.join(grade, grade.c.notebook_id == notebook.c.id)
    for submission, cell, *points, waits in connection.execute(query):
        if cell in cells:
            name, maximum = cells[cell]
            marks[submission][name] = Mark(*points, maximum, bool(waits))
    return marks


def _late(handed_in, due, extension):
    if handed_in is None or due is None:
        return timedelta(0)
    return max(handed_in - due - (extension or timedelta(0)), timedelta(0))
