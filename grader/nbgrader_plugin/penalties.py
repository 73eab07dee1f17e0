"""Penalties for late work, by whatever plugin the configuration names."""

from nbformat.v4 import new_notebook
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import AssignLatePenalties


class Penalties:
    """Applies nbgrader's late penalties apart from grading.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    preprocessors : list of nbconvert.preprocessors.Preprocessor
        Those of ``c.Autograde``; the ones that assign penalties are used.
    """

    def __init__(self, course, preprocessors):
        self._url = course.db_url
        self._kept = [each for each in preprocessors if isinstance(each, AssignLatePenalties)]

    def renew(self, gradebook, student, assignment, timestamp):
        """Have a graded submission's penalty be that of now: due date, plugin, time, score by hand.

        Parameters
        ----------
        gradebook : nbgrader.api.Gradebook
            In a transaction, lent to nbgrader's preprocessors.
        student, assignment : str
        timestamp : datetime.datetime or None
            When the submission was handed in; None leaves what the gradebook has.
        """
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return
        if timestamp is not None:
            submission.timestamp = timestamp
        given = {"student": student, "assignment": assignment, "db_url": self._url}
        for name in [notebook.name for notebook in submission.notebooks]:
            for preprocessor in self._kept:
                preprocessor.preprocess(new_notebook(), {"nbgrader": given | {"notebook": name}})


def standing(book, student, assignment):
    """The points that a gradebook has for a student before penalties, and the penalties.

    Parameters
    ----------
    book : grader.nbgrader_plugin.gradebook.Book
    student, assignment : str

    Returns
    -------
    (float, float) or None
        None where nothing was graded.
    """
    with book.reading() as gradebook:
        try:
            found = gradebook and gradebook.find_submission(assignment, student)
        except MissingEntry:
            found = None
        if not found:
            return None
        penalties = [notebook.late_submission_penalty or 0.0 for notebook in found.notebooks]
        return float(found.score), float(sum(penalties))
