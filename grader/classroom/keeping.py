"""What came of a submission is written down, so that a run may be killed at any moment."""

from dataclasses import dataclass, replace
from pathlib import Path

import nbformat

from grader.classroom import records
from grader.classroom.holding import LATER, credit, hold, is_same_work
from grader.classroom.records import Record


@dataclass(frozen=True)
class Change:
    """Somebody's points in a run that graded them again.

    Attributes
    ----------
    student : str
    before, after : float
        Late penalties taken off.
    new_work : bool
        Whether other answers were handed in.
    held : tuple of grader.classroom.holding.Held
    """

    student: str
    before: float
    after: float
    new_work: bool
    held: tuple


def together(changes):
    """One change of those of each student's notebooks, in the order of their grading."""
    found = {}
    for now in changes:
        first = found.get(now.student, now)
        held = now.held if first is now else (*first.held, *now.held)
        new_work = first.new_work or now.new_work
        found[now.student] = Change(now.student, first.before, now.after, new_work, held)
    return list(found.values())


class Keeper:
    """The only one that writes: gradebook and autograded notebook first, then the record.

    Without a record of this very submission nothing counts as finished, and all of it is written
    again. So the record goes before anything changes, and comes when all has been written.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    writer : grader.nbgrader_plugin.writing.Writer
    assignment : grader.classroom.assignment.Assignment
    may_lower : bool
        Whether work that was graded before may have fewer points than it had.

    Attributes
    ----------
    changes : list of Change
        Of those who had been graded before, whose points are others now or would have been.
    """

    def __init__(self, course, writer, assignment, may_lower=False):
        self._course, self._writer, self._assignment = course, writer, assignment
        self._may_lower, self.changes = may_lower, []

    def folder(self, student):
        """The student's autograded folder."""
        step = self._course.autograded_directory
        return Path(self._course.format_path(step, student, self._assignment.name))

    def finished(self, student, submission):
        """The record of a submission that is finished and unchanged, else None.

        Its penalty is looked at anew, as due dates are moved.
        """
        record = records.load(self.folder(student), self._assignment.file)
        if record is None or not record.is_of(submission, self._assignment):
            return None
        if self.points(student) is None or (self._may_lower and record.held):
            return None
        self.renew(student, submission.timestamp, submission.secret)
        return record

    def renew(self, student, timestamp, secret):
        """Have penalty, time and secret of a finished submission be those of now."""
        self._writer.renew(student, self._assignment.name, timestamp, secret)

    def keep(self, student, submission, outcome):
        """Write down what came of a submission, in place of what came of it before.

        Returns
        -------
        Record
        """
        folder, before = self.folder(student), self.points(student)
        old = self._graded_before(folder)
        known = records.load(folder, self._assignment.file)
        new_work = old is not None and not _is_same_work(known, submission, old, outcome)
        later = self._assignment.added_after(submission.arrived)
        if submission.notebook is None and old is None and self._is_added(folder, later):
            outcome, held = credit(outcome)
        else:
            earned = None if new_work else old
            outcome, held = hold(earned, outcome, self._may_lower, submission.repairs, later)
        told = tuple(f"{each.cell}: {each.now:g} now" for each in held)
        offered = self._offered(folder, None if new_work else old)
        record = Record.of(outcome, submission, self._assignment.digest)
        notices = record.notices if before is not None else (*record.notices, *_of_added(held))
        in_full = tuple(each.cell for each in held if each.added and each.by_hand)
        record = replace(record, held=told, offered=offered, in_full=in_full, notices=notices)
        records.forget(folder, self._assignment.file)
        self._writer.save(student, self._assignment.name, outcome, submission)
        records.save(folder, record, self._assignment.file)
        after = self.points(student)
        # Of several notebooks, the first one makes the submission known, and the next adds to it.
        again = before is not None and (old is not None or held or not self._assignment.beside)
        if again and (before != after or held):
            self.changes.append(Change(student, before, after, new_work, held))
        return record

    def _is_added(self, folder, later):
        """Whether the assignment got this notebook after the student handed in the others."""
        if not self._assignment.beside:
            return False
        known = records.load_all(folder)
        return later.issuperset(self._assignment.checks) or any(
            self._assignment.stem not in record.offered for record in known
        )

    def _offered(self, folder, same_work):
        """The notebooks that there were when this work came."""
        record = records.load(folder, self._assignment.file) if same_work else None
        return record.offered if record else (self._assignment.stem, *self._assignment.beside)

    def _graded_before(self, folder):
        """The notebook as it was graded before; None where there is none that can be read."""
        try:
            text = (folder / f"{self._assignment.stem}.ipynb").read_text(encoding="utf-8")
            return nbformat.reads(text, as_version=4)
        except (OSError, ValueError, nbformat.ValidationError):
            return None

    def points(self, student):
        """The points that the gradebook has, those given by hand included; None for none."""
        return self._writer.score(student, self._assignment.name)

    def penalty(self, student):
        """The points that were taken off for being late."""
        return self._writer.penalty(student, self._assignment.name)


def _of_added(held):
    """What the table of students says of those who lack what came later."""
    return (f"{each.cell} {LATER}" for each in held if each.added)


def _is_same_work(known, submission, old, outcome):
    """Whether a student handed in what was graded before: own cells and files count as well."""
    if known is not None and known.work and known.work != submission.work:
        return False
    return is_same_work(old, outcome.notebook)
