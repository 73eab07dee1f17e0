"""What came of a submission is written down: the gradebook and the autograded notebook."""

import copy
import re

from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde

from grader.learner import CourseError
from grader.nbgrader_plugin import registering
from grader.nbgrader_plugin.autograded import Autograded
from grader.nbgrader_plugin.course import open_course
from grader.nbgrader_plugin.exporting import make_exporter
from grader.nbgrader_plugin.gradebook import Book
from grader.nbgrader_plugin.masters import read_master
from grader.nbgrader_plugin.new_cells import count_in_full
from grader.nbgrader_plugin.penalties import Penalties, standing

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
        self._exporter, preprocessors = make_exporter(self._converter)
        self._penalties = Penalties(course, preprocessors)

    def register(self, assignment, drop_removed=False):
        """Have the gradebook know an assignment as the instructor's notebook has it now.

        Parameters
        ----------
        assignment : str
        drop_removed : bool
            Whether to take out what the notebook has no more, with the grades for that.

        Raises
        ------
        CourseError
            In one sentence; nothing has changed.
        """
        registering.register(self._course, self._book, assignment, drop_removed)

    def master(self, assignment, file=""):
        """Read what a notebook of a registered assignment is graded with.

        Parameters
        ----------
        assignment : str
        file : str
            What the notebook is called, where that is not the assignment's name.

        Returns
        -------
        grader.scoring.master.Master

        Raises
        ------
        CourseError
        """
        return read_master(self._course, self._book, assignment, file)

    def students(self):
        """The ids of all students whom the gradebook knows, as a set."""
        with self._book.reading() as gradebook:
            return {student.id for student in gradebook.students} if gradebook else set()

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
            name = submission.name or assignment
            text = self._process(student, assignment, name, outcome.notebook)
            if count_in_full(gradebook, student, assignment, name, outcome.notebook):
                self._penalties.renew(gradebook, student, assignment, submission.timestamp)
        stamps = (submission.timestamp, submission.secret)
        self._autograded.write(student, assignment, name, text, *stamps)

    def renew(self, student, assignment, timestamp, secret):
        """Have what is finished agree with the due date, the late policy and the files of now.

        Nothing is graded. A time that came later counts; `timestamp` and `secret` may be None.
        """
        with self._book.transaction() as gradebook:
            self._penalties.renew(gradebook, student, assignment, timestamp)
        self._autograded.renew(student, assignment, timestamp, secret)

    def score(self, student, assignment):
        """The points that the gradebook has, late penalties taken off; None for no submission."""
        found = standing(self._book, student, assignment)
        return None if found is None else found[0] - found[1]

    def penalty(self, student, assignment):
        """The points that were taken off as a student's work came late."""
        found = standing(self._book, student, assignment)
        return 0.0 if found is None else found[1]

    def close(self):
        """Close the gradebook; the next use opens it again."""
        self._book.close()

    def _know(self, gradebook, student):
        try:
            gradebook.find_student(student)
        except MissingEntry:
            if not self._converter.create_student:
                raise CourseError(
                    f"The gradebook has no student {student!r}: add them first."
                ) from None
            self._autograded.mark_added(student)
            gradebook.add_student(student)

    def _process(self, student, assignment, name, notebook):
        """Have nbgrader's preprocessors save the grades; returns the notebook that they leave."""
        ids = {"student": student, "assignment": assignment, "notebook": name}
        resources = {
            "unique_key": name,
            "output_files_dir": f"{name}_files",
            "nbgrader": ids | {"db_url": self._course.db_url},
        }
        text, _ = self._exporter.from_notebook_node(copy.deepcopy(notebook), resources=resources)
        return text
