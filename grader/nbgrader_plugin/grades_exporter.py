"""A course's grades as one table, in the columns of nbgrader's own export.

That one quotes nothing, so that a comma in a name moves all columns behind it, and it writes in the
encoding of the terminal. This is what ``nbgrader export`` does in the course.
"""

from grader.classroom.spreadsheet import as_text
from grader.nbgrader_plugin.exporters import Exporter, number

ABOUT = ("assignment", "duedate", "timestamp")
PERSON = ("student_id", "last_name", "first_name", "email")
POINTS = ("raw_score", "late_submission_penalty", "score", "max_score")


class GradesExporter(Exporter):
    """Writes a row for each assignment and student, who has 0 points where nothing came in."""

    file = "grades.csv"

    def rows(self, gradebook, assignments, students):
        """The titles, and all grades."""
        rows = [[*ABOUT, *PERSON, *POINTS]]
        for assignment in assignments:
            found = gradebook.assignment_submissions(assignment.name)
            submissions = {each.student.id: each for each in found}
            rows += [_row(assignment, each, submissions.get(each.id)) for each in students]
        return rows


def _row(assignment, student, submission):
    raw = submission.score if submission else 0.0
    penalty = (submission.late_submission_penalty or 0.0) if submission else 0.0
    timestamp = submission.timestamp if submission else None
    points = (raw, penalty, max(0.0, raw - penalty), assignment.max_score)
    names = (student.id, student.last_name, student.first_name, student.email)
    told = (assignment.name, assignment.duedate, timestamp, *names)
    words = ("" if each is None else str(each) for each in told)
    return [*map(as_text, words), *map(number, points)]
