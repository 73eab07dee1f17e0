"""What came of a submission is written down: the gradebook and the autograded notebook."""

import copy
import re

from nbconvert.preprocessors import ExecutePreprocessor
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from traitlets.utils.importstring import import_item

from grader.learner import CourseError
from grader.nbgrader_plugin import registering
from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.course import open_course
from grader.nbgrader_plugin.gradebook import Book

__all__ = ["Writer", "open_course"]

UNFIT = re.compile(r'[<>"\\\x00-\x1f\x7f\ud800-\udfff]')
"""What a student's id must not have: formgrader puts ids into its pages as they are."""


class Writer:
    """Writes what came of submissions, one at a time.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    """

    def __init__(self, course):
        self._course = course
        self._book = Book(course.db_url, course.course_id or "default_course")
        self._autograded = Autograded(course)
        self._converter = Autograde(course, parent=course.parent)
        self._exporter = self._make_exporter()

    def register(self, assignment):
        """Have the gradebook know an assignment as the instructor's notebook has it now.

        Parameters
        ----------
        assignment : str

        Raises
        ------
        CourseError
            In one sentence; nothing has changed.
        """
        registering.register(self._course, self._book, assignment)

    def save(self, student, assignment, outcome, submission):
        """Write what came of one submission, in place of what came of it before.

        Scores given by hand stay. The gradebook changes in one step and before the notebook, so
        that a run that ended in between is mended by another one.

        Parameters
        ----------
        student, assignment : str
        outcome : grader.scoring.outcome.Outcome
        submission : grader.scoring.submission.Submission

        Raises
        ------
        CourseError
            In one sentence; the gradebook has not changed.
        """
        if UNFIT.search(student):
            raise CourseError(
                f"{student!a} is no id for a student: it has characters that nbgrader's pages "
                "cannot show safely; rename the folder."
            )
        stamp = {} if submission.timestamp is None else {"timestamp": submission.timestamp}
        with self._book.transaction() as gradebook:
            self._know(gradebook, student)
            try:
                gradebook.update_or_create_submission(assignment, student, **stamp)
            except MissingEntry:
                raise CourseError(f"{assignment} is not registered in the gradebook.") from None
            text = self._process(student, assignment, outcome.notebook)
        self._autograded.write(student, assignment, text, submission.timestamp)

    def score(self, student, assignment):
        """The points that the gradebook has for a student, late penalties taken off.

        Parameters
        ----------
        student, assignment : str

        Returns
        -------
        float or None
            None where it has nothing.
        """
        with self._book.reading() as gradebook:
            if gradebook is None:
                return None
            try:
                found = gradebook.find_submission(assignment, student)
            except MissingEntry:
                return None
            penalties = [notebook.late_submission_penalty or 0.0 for notebook in found.notebooks]
            return float(found.score) - sum(penalties)

    def close(self):
        """Close the gradebook; the next use opens it again."""
        self._book.close()

    def _make_exporter(self):
        """What nbgrader would export with, after the preprocessors of ``c.Autograde``."""
        converter = self._converter
        exporter = converter.exporter_class(parent=converter, config=converter.config)
        for named in converter.autograde_preprocessors:
            preprocessor = import_item(named) if isinstance(named, str) else named
            if issubclass(preprocessor, ExecutePreprocessor):
                raise CourseError(
                    f"{preprocessor.__name__} would run students' code here, not in the sandbox: "
                    "take it out of c.Autograde.autograde_preprocessors in nbgrader_config.py."
                )
            exporter.register_preprocessor(preprocessor)
        return exporter

    def _know(self, gradebook, student):
        if self._converter.create_student:
            gradebook.update_or_create_student(student)
            return
        try:
            gradebook.find_student(student)
        except MissingEntry:
            raise CourseError(
                f"The gradebook has no student {student!r}: add them first."
            ) from None

    def _process(self, student, assignment, notebook):
        """Have nbgrader's preprocessors save the grades; returns the notebook that they leave."""
        ids = {"student": student, "assignment": assignment, "notebook": assignment}
        resources = {
            "unique_key": assignment,
            "output_files_dir": f"{assignment}_files",
            "nbgrader": ids | {"db_url": self._course.db_url},
        }
        text, _ = self._exporter.from_notebook_node(copy.deepcopy(notebook), resources=resources)
        return text
