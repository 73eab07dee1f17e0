"""nbgrader's release, which puts an assignment that is released already into the gradebook."""

import contextlib

from nbgrader.api import MissingEntry
from nbgrader.apps import api, generateassignmentapp
from nbgrader.converters import GenerateAssignment, NbGraderException

from grader.learner import CourseError
from grader.nbgrader_plugin.gradebook import DEFAULT_COURSE, Book
from grader.nbgrader_plugin.registering import register


class GenerateAndRegister(GenerateAssignment):
    """Generates as nbgrader does, and registers what it skips.

    The course comes with its release, which nbgrader leaves alone: in a new class the gradebook
    would never hear of it.
    """

    def init_destination(self, assignment_id, student_id):
        """Whether to generate; where not, the gradebook gets what it does not know."""
        needed = super().init_destination(assignment_id, student_id)
        if not needed and not self.no_database:
            self._register(assignment_id)
        return needed

    def _register(self, assignment):
        directory = self.coursedir
        book = Book(directory.db_url, directory.course_id or DEFAULT_COURSE)
        try:
            with contextlib.closing(book):
                if not _knows(book, assignment):
                    register(directory, book, assignment)
                    self.log.info("Registered %s in the gradebook.", assignment)
        except CourseError as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error


def _knows(book, assignment):
    with book.reading() as gradebook:
        try:
            return bool(gradebook and gradebook.find_assignment(assignment).notebooks)
        except MissingEntry:
            return False


def install():
    """Have ``nbgrader generate_assignment`` and formgrader's button use it."""
    generateassignmentapp.GenerateAssignment = api.GenerateAssignment = GenerateAndRegister
