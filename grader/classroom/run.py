"""The submissions of one run, one by one: skipped, scored, or told why not."""

from grader.classroom.batch import Task, scored
from grader.classroom.progress import Count
from grader.classroom.results import Result
from grader.classroom.text import printable
from grader.learner import CourseError


class Run:
    """Grades what is not finished yet.

    Parameters
    ----------
    keeper : grader.classroom.keeping.Keeper
    assignment : grader.classroom.assignment.Assignment
    tell : callable
        Of `grader.classroom.progress.shown`.
    again : callable, optional
        Whether to grade this student's submission though it is finished; nobody's by default.
    """

    def __init__(self, keeper, assignment, tell, again=lambda student: False):
        self._keeper, self._assignment, self._tell = keeper, assignment, tell
        self._again, self._results, self._complaint = again, {}, None

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
        self._notices = {each.student: each.notices for each in handed}
        tasks = self._tasks(handed)
        for task, outcome in scored(client, scoring, self._assignment.graded, tasks):
            self._finish(task, outcome)
        return [self._results[each.student] for each in handed]

    def _tasks(self, handed):
        """Read what was handed in, and pass on what is to be scored."""
        for each in handed:
            if each.problem:
                self._fail(each.student, each.problem)
                continue
            given = self._assignment
            submission = given.read(each.folder)
            try:
                record = self._finished(each.student, submission)
            except CourseError:
                raise
            except Exception as error:  # a late policy of the instructor's may raise anything
                words = f"Its penalty could not be looked at ({type(error).__name__}: {error})."
                self._fail(each.student, printable(words))
                continue
            if record is None:
                yield Task(each.student, submission, given.seed)
            else:
                self._count.unchanged += 1
                self._note(each.student, record)

    def _finished(self, student, submission):
        return None if self._again(student) else self._keeper.finished(student, submission)

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
        found = (self._keeper.points(student), self._keeper.penalty(student))
        self._results[student] = Result.of(student, record, *found, self._notices[student])
        self._tell(self._count)

    def _fail(self, student, reason):
        self._count.failed += 1
        self._results[student] = Result(student, None, reason=reason)
        self._tell(self._count, self._results[student])
