"""nbgrader's exchange: a release is noted, and missing files stop no release of feedback."""

import glob
import os
from contextlib import contextmanager

from nbgrader.exchange.default import ExchangeReleaseAssignment, ExchangeReleaseFeedback

from grader.classroom.first_release import note_by_name
from grader.learner import CourseError
from grader.nbgrader_plugin.finding import find

NEEDED = ("submission_secret.txt", "timestamp.txt")


class ReleaseAndNote(ExchangeReleaseAssignment):
    """Releases an assignment as nbgrader does, and notes when each exercise came."""

    def copy_files(self):
        """Release, and note it."""
        super().copy_files()
        try:
            note_by_name(self.coursedir, self.coursedir.assignment_id, just_now=True)
        except CourseError as error:
            self.fail(str(error))


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
