"""What came of a submission is written down, so that a run may be killed at any moment."""

from pathlib import Path

from grader.classroom import records
from grader.classroom.records import Record


class Keeper:
    """The only one that writes: gradebook and autograded notebook first, then the record.

    Without a record of this very submission nothing counts as finished, and all of it is written
    again. So the record goes before anything changes, and comes when all has been written.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    writer : grader.nbgrader_plugin.writing.Writer
    assignment : grader.classroom.assignment.Assignment
    """

    def __init__(self, course, writer, assignment):
        self._course, self._writer, self._assignment = course, writer, assignment

    def folder(self, student):
        """The student's autograded folder."""
        step = self._course.autograded_directory
        return Path(self._course.format_path(step, student, self._assignment.name))

    def finished(self, student, submission):
        """The record of a submission that is finished and unchanged, else None."""
        record = records.load(self.folder(student))
        if record is None or not record.is_of(submission, self._assignment.digest):
            return None
        return record if self.points(student) is not None else None

    def keep(self, student, submission, outcome):
        """Write down what came of a submission, in place of what came of it before.

        Returns
        -------
        Record
        """
        folder = self.folder(student)
        records.forget(folder)
        self._writer.save(student, self._assignment.name, outcome, submission)
        record = Record.of(outcome, submission, self._assignment.digest)
        records.save(folder, record)
        return record

    def points(self, student):
        """The points that the gradebook has, those given by hand included; None for none."""
        return self._writer.score(student, self._assignment.name)
