"""nbgrader's feedback, for every student's id, and renewed whenever it is out of date."""

import fnmatch
import os
import shutil
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.apps import api, generatefeedbackapp
from nbgrader.converters import GenerateFeedback, NbGraderException
from traitlets import default

from grader.nbgrader_plugin import pages
from grader.nbgrader_plugin.finding import find
from grader.nbgrader_plugin.gradebook import Book
from grader.nbgrader_plugin.ids import EXPECTED, names_folder
from grader.nbgrader_plugin.naming import NamingExporter


class FeedbackForAll(GenerateFeedback):
    """Generates feedback as nbgrader does, also for ids that are patterns to its file search.

    nbgrader leaves a page alone until a newer submission comes. Here it is made again whenever the
    autograded notebook, a score, a comment or a penalty is another than when it was made.
    """

    @default("exporter_class")
    def _naming_exporter(self):
        return NamingExporter

    def init_destination(self, assignment_id, student_id):
        """Whether to make a student's page."""
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        pages_there = Path(self._format_dest(assignment_id, student_id))
        autograded = Path(self._format_source(assignment_id, student_id))
        with self._book().reading() as gradebook:
            self._made_of = pages.digest(gradebook, student_id, assignment_id, autograded)
        if not self.force and pages.is_current(pages_there, self._made_of):
            self.log.info("Skipping feedback that is up to date: %s", pages_there)
            return False
        shutil.rmtree(pages_there, ignore_errors=True)
        return True

    def set_permissions(self, assignment_id, student_id):
        """Set them as nbgrader does, and note what the page was made of."""
        super().set_permissions(assignment_id, student_id)
        pages.mark(self._format_dest(assignment_id, student_id), self._made_of)

    def _book(self):
        if not hasattr(self, "_opened"):
            directory = self.coursedir
            self._opened = Book(directory.db_url, directory.course_id or "default_course")
        return self._opened

    def init_notebooks(self):
        """Find the graded notebooks."""
        directory = self.coursedir
        if not names_folder(directory.student_id):
            self._fail(f"--student {directory.student_id!a} is an id {EXPECTED}")
        pattern = self._format_source(directory.assignment_id, directory.student_id)
        folders = filter(os.path.isdir, find(pattern))
        self.assignments = {folder: self._notebooks(folder) for folder in folders}
        self.assignments = {folder: found for folder, found in self.assignments.items() if found}
        if not self.assignments:
            self._fail(f"No graded notebooks were matched by {pattern!r}: grade them first.")

    def _fail(self, sentence):
        self.log.error(sentence)
        raise NbGraderException(sentence)

    def _notebooks(self, folder):
        names = fnmatch.filter(os.listdir(folder), f"{self.coursedir.notebook_id}.ipynb")
        known = self._known()
        return [os.path.join(folder, name) for name in names if Path(name).stem in known]

    def _known(self):
        """The assignment's notebooks: what was graded of one that has been removed stays behind."""
        with self._book().reading() as gradebook:
            try:
                found = gradebook and gradebook.find_assignment(self.coursedir.assignment_id)
            except MissingEntry:
                found = None
            return {notebook.name for notebook in found.notebooks} if found else set()


def install():
    """Have ``nbgrader generate_feedback`` and formgrader's button use it."""
    generatefeedbackapp.GenerateFeedback = api.GenerateFeedback = FeedbackForAll
