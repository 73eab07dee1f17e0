"""nbgrader's feedback, for every student's id."""

import fnmatch
import glob
import os

from nbgrader.apps import api, generatefeedbackapp
from nbgrader.converters import GenerateFeedback, NbGraderException


class FeedbackForAll(GenerateFeedback):
    """Generates feedback as nbgrader does, also for ids that are patterns to its file search."""

    def init_notebooks(self):
        """Find the graded notebooks."""
        directory = self.coursedir
        pattern = self._format_source(directory.assignment_id, directory.student_id)
        folders = [pattern] if os.path.isdir(pattern) else glob.glob(pattern)
        self.assignments = {folder: self._notebooks(folder) for folder in folders}
        self.assignments = {folder: found for folder, found in self.assignments.items() if found}
        if not self.assignments:
            sentence = f"No graded notebooks were matched by {pattern!r}: grade them first."
            self.log.error(sentence)
            raise NbGraderException(sentence)

    def _notebooks(self, folder):
        names = fnmatch.filter(os.listdir(folder), f"{self.coursedir.notebook_id}.ipynb")
        return [os.path.join(folder, name) for name in names]


def install():
    """Have ``nbgrader generate_feedback`` and formgrader's button use it."""
    generatefeedbackapp.GenerateFeedback = api.GenerateFeedback = FeedbackForAll
