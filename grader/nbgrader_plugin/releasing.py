"""nbgrader's release of feedback, which one student's missing files do not stop."""

import glob
import os
from contextlib import contextmanager

from nbgrader.exchange.default import ExchangeReleaseFeedback

from grader.nbgrader_plugin.finding import find

NEEDED = ("submission_secret.txt", "timestamp.txt")


class ReleaseFeedbackForAll(ExchangeReleaseFeedback):
    """Releases feedback as nbgrader does; who cannot get theirs is named, and others get theirs.

    A student finds a page by the secret that ``nbgrader submit`` left in the submission. What was
    collected in another way has none.
    """

    def copy_files(self):
        """Copy the pages of those who can find them."""
        lacking = {}
        for folder in find(self.src_path):
            missing = [name for name in NEEDED if not os.path.isfile(os.path.join(folder, name))]
            if missing and glob.glob(os.path.join(glob.escape(folder), "*.html")):
                lacking[os.path.basename(os.path.dirname(folder))] = missing
        with self._leaving_out(lacking):
            super().copy_files()
        for student, missing in sorted(lacking.items()):
            self.log.warning(
                "No feedback was released to %s: %s is not in the submission, which was not handed "
                "in with `nbgrader submit`. Give the page to the student in another way.",
                student,
                " and ".join(missing),
            )

    @contextmanager
    def _leaving_out(self, students):
        before = self.coursedir.student_id_exclude
        self.coursedir.student_id_exclude = ",".join(filter(None, [before, *students]))
        try:
            yield
        finally:
            self.coursedir.student_id_exclude = before
