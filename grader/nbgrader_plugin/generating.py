"""nbgrader's release, which puts an assignment that is released already into the gradebook."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.apps import api, generateassignmentapp
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError
from sqlalchemy.exc import OperationalError

from grader.classroom.first_release import note_by_name
from grader.learner import CourseError
from grader.nbgrader_plugin.examining import DEFAULT_COURSE
from grader.nbgrader_plugin.gradebook import Book
from grader.nbgrader_plugin.preparing import read_source
from grader.nbgrader_plugin.registering import register


class _Stop(BaseException):
    """What is wrong, as a sentence: nbgrader would print any other exception's traceback."""


class GenerateAndRegister(GenerateAssignment):
    """Generates as nbgrader does, and registers what it skips or refuses.

    The course comes with its release, which nbgrader leaves alone: in a new class the gradebook
    would never hear of it. Where work is graded, nbgrader would add no exercise.
    """

    def start(self):
        """Generate, and note when each exercise came."""
        try:
            with self._keeping_releases():
                super().start()
            for folder in self.assignments:
                note_by_name(self.coursedir, Path(folder).name)
        except (CourseError, _Stop) as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error

    def init_destination(self, assignment_id, student_id):
        """Whether to generate; first of all the gradebook gets what nbgrader would not add."""
        if not self.no_database:
            self._register(assignment_id, os.path.isdir(self._format_dest(assignment_id, ".")))
        return super().init_destination(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename):
        """Make one notebook of the release; what is wrong with its source is one sentence."""
        try:
            read_source(notebook_filename)
            super().convert_single_notebook(notebook_filename)
        except (OperationalError, SchemaTooOldError, SchemaTooNewError):
            raise  # nbgrader says what to do
        except Exception as error:
            if self.coursedir.notebook_id == "*":
                folder = self._format_dest(self.coursedir.assignment_id, ".")
                shutil.rmtree(folder, ignore_errors=True)
            said = str(error) or type(error).__name__
            path = Path(notebook_filename).resolve()
            raise _Stop(f"{path} cannot be released: {' '.join(said.split())}") from error

    def _register(self, assignment, is_there):
        directory = self.coursedir
        book = Book(directory.db_url, directory.course_id or DEFAULT_COURSE)
        try:
            with contextlib.closing(book):
                known = _knows(book, assignment)
                if known != is_there or (known and self.force):
                    register(directory, book, assignment)
                    self.log.info("Registered %s in the gradebook.", assignment)
        except CourseError as error:
            raise _Stop(str(error)) from error

    @contextlib.contextmanager
    def _keeping_releases(self):
        """Put a release back where nbgrader has removed it and could make no other."""
        release = Path(self._format_dest(self.coursedir.assignment_id, "."))
        if not (self.force and release.is_dir()):
            yield
            return
        with tempfile.TemporaryDirectory(prefix=".", dir=release.parent) as folder:
            kept = shutil.copytree(release, Path(folder, release.name))
            try:
                yield
            except BaseException:
                if not release.exists():
                    kept.rename(release)
                raise


def _knows(book, assignment):
    with book.reading() as gradebook:
        try:
            return bool(gradebook and gradebook.find_assignment(assignment).notebooks)
        except MissingEntry:
            return False


def install():
    """Have ``nbgrader generate_assignment`` and formgrader's button use it."""
    generateassignmentapp.GenerateAssignment = api.GenerateAssignment = GenerateAndRegister
