"""A run: what was handed in is read, scored, written down and summed up."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from grader.classroom import chart, progress, spreadsheet, starting, tables
from grader.classroom.assignment import open_assignment
from grader.classroom.keeping import Keeper
from grader.classroom.locking import alone
from grader.classroom.run import Run
from grader.classroom.submissions import list_submissions
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
    submitted : pathlib.Path or None
        The folder of all submissions, if not nbgrader's.
    workers : int or None
        How many, if not one for each core.
    scheduler : str or None
        Of a cluster that is there already.
    sandbox : bool
    """

    root: Path
    assignment: str
    submitted: Path | None = None
    workers: int | None = None
    scheduler: str | None = None
    sandbox: bool = True

    def open(self):
        """Read the course's configuration, the assignment and the list of what was handed in.

        Raises
        ------
        CourseError
        """
        from grader.nbgrader_plugin.writing import open_course

        course = open_course(self.root)
        released = Path(course.format_path(course.release_directory, ".", "."))
        assignment = open_assignment(released.resolve(), self.assignment)
        folder = self.submitted or self.root / course.submitted_directory
        return course, assignment, self._handed(folder)

    def _handed(self, folder):
        try:
            handed = list_submissions(folder, self.assignment)
        except OSError as error:
            raise CourseError(
                f"The submissions in {folder} cannot be listed ({error.strerror}): collect them "
                "there, or name their folder with --submitted."
            ) from None
        if not handed:
            raise CourseError(
                f"There is no submission of {self.assignment} in {folder}: expected folders "
                f"STUDENT/{self.assignment}; collect them, or name their folder with --submitted."
            )
        return handed


def grade(order, console, scoring):
    """Grade a class.

    Parameters
    ----------
    order : Order
    console : rich.console.Console
    scoring : callable
        As `grader.classroom.batch.scored` has it.

    Returns
    -------
    bool
        Whether every submission has been graded.

    Raises
    ------
    CourseError
    """
    with ExitStack() as stack:
        workers = stack.enter_context(starting.workers(order, scoring))
        course, assignment, handed = order.open()
        starting.check_sandbox(order)
        client = workers()
        stack.enter_context(alone(order.root))
        keeper = _keeper(course, assignment)
        chart.prepare()  # while TensorFlow is still being imported elsewhere
        tell = stack.enter_context(progress.shown(console, len(handed)))
        run = Run(keeper, assignment, tell)
        results = run.results(client, scoring, handed)
    _sum_up(console, order.root / REPORTS, assignment, results)
    return not any(result.failed for result in results)


def _keeper(course, assignment):
    """What writes, with the assignment in the gradebook."""
    from grader.nbgrader_plugin.writing import Writer

    writer = Writer(course)
    writer.register(assignment.name)
    return Keeper(course, writer, assignment)


def _sum_up(console, folder, assignment, results):
    """Tables for the terminal, and files for the lecture."""
    for table in (
        tables.students(results, assignment.points),
        tables.exercises(results),
        tables.recognised(results),
    ):
        if table:
            console.print(table)
    folder.mkdir(exist_ok=True)
    spreadsheet.write(folder / f"{assignment.name}.csv", results)
    chart.write(folder / f"{assignment.name}.png", assignment.name, results)
    failed = sum(result.failed for result in results)
    console.print(f"{len(results) - failed} of {len(results)} submissions are graded.")
    console.print(f"The class is summed up in {folder}: {assignment.name}.csv and .png")
