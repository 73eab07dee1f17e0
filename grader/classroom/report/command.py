"""What ``course report`` does: a page and two tables for a lesson, or for all of them."""

from dataclasses import dataclass
from pathlib import Path

from grader.classroom import closing
from grader.classroom.naming import find_assignment, released_in
from grader.classroom.report import page, people, reading, tables
from grader.classroom.report.course import across
from grader.classroom.report.findings import Findings
from grader.learner import CourseError

ALL = "all_lessons"


def run(lesson, course_dir):
    """Write the report of a lesson, or of all lessons.

    Parameters
    ----------
    lesson : str or None
        As the instructor calls it.
    course_dir : pathlib.Path

    Returns
    -------
    list of pathlib.Path
        What was written, the page to open first.

    Raises
    ------
    CourseError
        In one sentence; nothing has been written.
    """
    from grader.nbgrader_plugin.course import open_course
    from grader.nbgrader_plugin.ledger import Ledger

    course = open_course(course_dir)
    maker = _Maker(course, Ledger(course))
    return maker.one(lesson) if lesson is not None else maker.all()


@dataclass
class _Maker:
    """Makes the reports of a course from its directory and its gradebook."""

    course: object
    ledger: object

    def one(self, wanted):
        """Write the report of one lesson."""
        name = find_assignment(self._names(), wanted)
        lesson = self._read(name)
        if not lesson.standings:
            raise CourseError(_nothing(lesson))
        return self._write(lesson)

    def all(self):
        """Write the reports of all lessons that are graded, and the table of them."""
        lessons = [self._read(name) for name in self._names()]
        graded = {lesson.name: lesson for lesson in lessons if lesson.standings}
        if not graded:
            raise CourseError("Nothing is graded yet in this course: `course grade` does that.")
        written = [path for lesson in graded.values() for path in self._write(lesson)]
        rows = {name: people.rows(lesson) for name, lesson in graded.items()}
        others = {lesson.name: _nothing(lesson) for lesson in lessons if not lesson.standings}
        folder, students = self._folder(), across(rows)
        page.write_course(folder / f"{ALL}.html", rows, students, others)
        tables.write_course(folder / f"{ALL}.csv", list(rows), students)
        return [folder / f"{ALL}.html", folder / f"{ALL}.csv", *written]

    def _names(self):
        if self.ledger.people() is None:
            raise CourseError(
                f"{self.course.root} has no gradebook yet, so there is nothing to report: "
                "grade a class with `course grade` first."
            )
        released = Path(self.course.format_path(self.course.release_directory, ".", "."))
        return sorted({*released_in(released), *self.ledger.assignments()})

    def _read(self, name):
        return reading.read(self.course, self.ledger, name)

    def _write(self, lesson):
        findings = Findings.of(lesson, reading.Solutions.of(self.course, lesson.name))
        folder = self._folder()
        paths = [folder / f"{lesson.name}_{end}" for end in ("report.html", "students.csv")]
        paths.append(folder / f"{lesson.name}_answers.csv")
        page.write_lesson(paths[0], findings)
        tables.write_students(paths[1], findings.rows)
        tables.write_answers(paths[2], findings)
        return paths

    def _folder(self):
        """Where reports are; nobody else can read there."""
        folder = Path(self.course.root, closing.GRADES)
        folder.mkdir(exist_ok=True)
        closing.close(self.course)
        return folder


def _nothing(lesson):
    """Why there is no report of a lesson."""
    count = len(lesson.handed)
    if not count:
        return f"Nobody has handed in {lesson.name} yet, so there is nothing to report."
    handed = f"{count} submission{'' if count == 1 else 's'} of {lesson.name}"
    return f"None of {handed} is graded yet: `course grade {lesson.name}` does that."
