"""What is to be graded, and where what comes of it goes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.assignment import open_assignment
from grader.classroom.naming import find_assignment, released_in
from grader.classroom.submissions import list_submissions
from grader.classroom.text import printable
from grader.learner import CourseError

REPORTS = "grades"
"""The folder in the course directory for what sums a class up."""


@dataclass(frozen=True)
class Order:
    """What is to be graded, and where.

    Attributes
    ----------
    root : pathlib.Path
        The course directory.
    assignment : str
        As the instructor calls it.
    submitted : pathlib.Path or None
        The folder of all submissions, if not nbgrader's.
    workers : int or None
        How many, if not one for each core.
    scheduler : str or None
        Of a cluster that is there already.
    sandbox : bool
    again : bool
        Whether to grade what is finished and unchanged.
    students : tuple of str
        For whom `again` holds; for all where there are none.
    lower : bool
        Whether work that was graded before may have fewer points than it had.
    drop_removed : bool
        Whether grades go for exercises that the assignment has no more.
    """

    root: Path
    assignment: str
    submitted: Path | None = None
    workers: int | None = None
    scheduler: str | None = None
    sandbox: bool = True
    again: bool = False
    students: tuple = ()
    lower: bool = False
    drop_removed: bool = False

    def is_again(self, student):
        """Whether a student's submission is graded whatever is known of it."""
        return self.again and (not self.students or student in self.students)

    def open(self):
        """Read the course's configuration, the assignment and the list of what was handed in.

        Raises
        ------
        CourseError
        """
        from grader.nbgrader_plugin.writing import open_course

        course = self._apart(open_course(self.root))
        released = Path(course.format_path(course.release_directory, ".", "."))
        name = find_assignment(released_in(released), self.assignment)
        assignment = open_assignment(released.resolve(), name)
        return course, assignment, self._handed(self.folder(course), name)

    def folder(self, course):
        """The folder of all submissions."""
        return self.submitted or self.root / course.submitted_directory

    @property
    def reports(self):
        """The folder for what sums it up."""
        name = self._other
        return self.root / REPORTS / name if name else self.root / REPORTS

    @property
    def _other(self):
        """What the results of submissions that are not the class's are called, else nothing."""
        usual = self.root / "submitted"
        if self.submitted is None or self.submitted.resolve() == usual.resolve():
            return ""
        path = str(self.submitted.resolve())
        return f"{Path(path).name}-{hashlib.sha256(path.encode()).hexdigest()[:6]}"

    def _apart(self, course):
        """Keep what comes of other submissions out of the class's gradebook and notebooks."""
        from grader.nbgrader_plugin.gradebook_url import NAME, url_of

        if name := self._other:
            course.autograded_directory = f"{REPORTS}/{name}/autograded"
            course.db_url = url_of(str(self.root / REPORTS / name / NAME))
        return course

    def _handed(self, folder, name):
        try:
            handed = list_submissions(folder, name)
        except OSError as error:
            raise CourseError(
                f"The submissions in {folder} cannot be listed ({error.strerror}): collect them "
                "there, or name their folder with --submitted."
            ) from None
        if not handed:
            raise CourseError(
                f"There is no submission of {name} in {folder}: expected folders "
                f"STUDENT/{name}; collect them, or name their folder with --submitted."
            )
        if missing := sorted(set(self.students) - {each.student for each in handed}):
            raise CourseError(
                f"--student {printable(missing[0])}: no submission of {name} has "
                f"that name in {folder}: expected the name of a folder there."
            )
        return handed
