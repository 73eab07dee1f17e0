"""A course's grades as the files that Canvas and Moodle import.

`nbgrader export --exporter grader.nbgrader_plugin.exporters.CanvasExporter` writes ``canvas.csv``,
with `MoodleExporter` ``moodle.csv``; ``--to``, ``--assignment`` and ``--student`` do what they do
for nbgrader's own. The grades are those of nbgrader's own export: late penalties are taken off, and
none is below 0. Whoever handed in nothing has no grade, rather than 0: what to do about it is up to
the instructor.
"""

import csv
import io
import sys
from pathlib import Path

from nbgrader.plugins import ExportPlugin

from grader.classroom.spreadsheet import as_text
from grader.learner.files import write_atomically


class Exporter(ExportPlugin):
    """Writes a table, all of it or nothing; by default a row for each student."""

    file = ""

    def export(self, gradebook):
        """Write the file, all of it or nothing.

        Parameters
        ----------
        gradebook : nbgrader.api.Gradebook
        """
        if not gradebook.students or not gradebook.assignments:
            self._refuse(
                "The gradebook has no students or no assignments yet, so there is nothing to "
                "export: do it in the folder of a course that was graded."
            )
        assignments = self._chosen("assignment", gradebook.assignments, lambda each: each.name)
        students = self._chosen("student", gradebook.students, lambda each: each.id)
        assignments.sort(key=lambda each: each.name)
        students.sort(key=lambda each: each.id)
        path = Path(self.to or self.file)
        content = io.StringIO()
        csv.writer(content).writerows(self.rows(gradebook, assignments, students))
        try:
            write_atomically(path, content.getvalue().encode())
            path.chmod(0o600)  # names and grades are nobody else's business
        except OSError as error:
            self._refuse(f"{path} cannot be written ({error.strerror}): name another with --to.")
        self.log.info("Grades of %d students are in %s", len(students), path)

    def rows(self, gradebook, assignments, students):
        """All rows of the table."""
        grades = {each.name: self._grades(gradebook, each.name) for each in assignments}
        rows = self.head(assignments)
        for student in students:
            points = (grades[each.name].get(student.id) for each in assignments)
            rows.append([*self.person(student), *map(number, points)])
        return rows

    def head(self, assignments):
        """The rows before the first student."""
        raise NotImplementedError

    def person(self, student):
        """What a row says of the student."""
        raise NotImplementedError

    def _chosen(self, kind, there, name):
        """All of what is there, or what was named."""
        wanted, known = [str(each) for each in getattr(self, kind)], {name(each) for each in there}
        if missing := [each for each in wanted if each not in known]:
            listed = f"it knows {', '.join(sorted(known)[:10])}" if known else "it knows none"
            self._refuse(f"The gradebook has no {kind} {missing[0]!r}: {listed}.")
        return [each for each in there if not wanted or name(each) in wanted]

    def _grades(self, gradebook, assignment):
        """The points of each student who handed in."""
        submissions = gradebook.assignment_submissions(assignment)
        if waiting := sum(each.needs_manual_grade for each in submissions):
            words = "%s: waiting for a grade by hand: %d. These grades may still change."
            self.log.warning(words, assignment, waiting)
        return {
            each.student.id: max(each.score - (each.late_submission_penalty or 0.0), 0.0)
            for each in submissions
        }

    def _refuse(self, sentence):
        self.log.error(sentence)
        sys.exit(1)


class CanvasExporter(Exporter):
    """Exports for "Import" in the gradebook of Canvas.

    The first columns are those by which Canvas tells that a file is a gradebook, in the order that
    it looks for them; a row "Points Possible" follows, then the students. Canvas finds a student by
    its own number (``lms_user_id`` in nbgrader's gradebook), else by SIS user id or login id, which
    here are both nbgrader's id, else by name. An assignment is found by its title, or made.

    References
    ----------
    "How do I import grades in the Gradebook?", Canvas Instructor Guide, community.canvaslms.com;
    the importer itself: instructure/canvas-lms, lib/gradebook_importer.rb.
    """

    file = "canvas.csv"

    def head(self, assignments):
        """Titles, and the points possible."""
        titles = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
        possible = ["    Points Possible", "", "", "", ""]
        return [
            [*titles, *(as_text(each.name) for each in assignments)],
            [*possible, *(number(each.max_score) for each in assignments)],
        ]

    def person(self, student):
        """Name, Canvas' own number, and nbgrader's id twice; the section is Canvas' business."""
        names = filter(None, (student.last_name, student.first_name))
        name, number = ", ".join(names) or student.id, student.lms_user_id or ""
        return [as_text(each) for each in (name, number, student.id, student.id, "")]


class MoodleExporter(Exporter):
    """Exports for "Grades, Import, CSV file" in Moodle: UTF-8, commas, a column an assignment.

    The first columns are named as in Moodle's own export. Its import asks which column tells who a
    student is: map "Email address" to the email address, or "ID number" (nbgrader's id) to the ID
    number; then map each assignment to its grade item. Moodle takes email addresses by the letter.

    References
    ----------
    "Grade import", docs.moodle.org: the file has the format of the corresponding export.
    """

    file = "moodle.csv"

    def head(self, assignments):
        """Titles."""
        titles = ["First name", "Last name", "ID number", "Email address"]
        return [[*titles, *(as_text(each.name) for each in assignments)]]

    def person(self, student):
        """Names, nbgrader's id and the address."""
        told = (student.first_name, student.last_name, student.id, student.email)
        return [as_text(each or "") for each in told]


def number(points):
    """Points as the platforms read them; nothing for none."""
    return "" if points is None else f"{round(points, 4) + 0.0:.10g}"
