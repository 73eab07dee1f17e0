"""The submissions of one run, one by one: skipped, scored, or told why not."""

import secrets

from grader.classroom.batch import Task, scored
from grader.classroom.progress import Count
from grader.classroom.results import Result
from grader.classroom.text import printable
from grader.exercises import all_exercises
from grader.learner import CourseError
from grader.scoring.submission import read


class Run:
    """Grades what is not finished yet.

    Parameters
    ----------
    keeper : grader.classroom.keeping.Keeper
    assignment : grader.classroom.assignment.Assignment
    tell : callable
        Of `grader.classroom.progress.shown`.
    """

    def __init__(self, keeper, assignment, tell):
        self._keeper, self._assignment, self._tell = keeper, assignment, tell
        self._homes = {name: exercise.lesson for name, exercise in all_exercises().items()}
        self._results, self._complaint = {}, None

    def results(self, client, scoring, handed):
        """Have them scored, and write down what comes of each.

        Parameters
        ----------
        client : distributed.Client
        scoring : callable
            As `grader.classroom.batch.scored` has it.
        handed : list of grader.classroom.submissions.Handed

        Returns
        -------
        list of grader.classroom.results.Result
            In the order of `handed`.
        """
        self._count = Count(len(handed))
        tasks = self._tasks(handed)
        for task, outcome in scored(client, scoring, self._assignment.released, tasks):
            self._finish(task, outcome)
        return [self._results[each.student] for each in handed]

    def _tasks(self, handed):
        """Read what was handed in, and pass on what is to be scored."""
        for each in handed:
            if each.problem:
                self._fail(each.student, each.problem)
                continue
            name, released = self._assignment.name, self._assignment.released
            submission = read(each.folder, name, released, self._homes)
            record = self._keeper.finished(each.student, submission)
            if record is None:
                yield Task(each.student, submission, secrets.randbelow(2**32))
            else:
                self._count.unchanged += 1
                self._note(each.student, record)

    def _finish(self, task, outcome):
        """Write down what came of a submission; one that cannot be must not stop the others."""
        if isinstance(outcome, str):
            self._fail(task.student, outcome)
            return
        try:
            record = self._keeper.keep(task.student, task.submission, outcome)
        except CourseError as error:
            # Said again, and so in the same words, it is of the gradebook and not of a submission.
            if str(error) == self._complaint:
                raise
            self._complaint = str(error)
            self._fail(task.student, self._complaint)
        except Exception as error:
            words = f"It could not be written down ({type(error).__name__}: {error})."
            self._fail(task.student, printable(words))
        else:
            self._count.graded += 1
            self._note(task.student, record)

    def _note(self, student, record):
        self._results[student] = Result.of(student, record, self._keeper.points(student))
        self._tell(self._count)

    def _fail(self, student, reason):
        self._count.failed += 1
        self._results[student] = Result(student, None, reason=reason)
        self._tell(self._count, self._results[student])
