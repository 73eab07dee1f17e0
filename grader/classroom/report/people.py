"""Each student of a lesson: what they have, and what somebody should look at."""

from dataclasses import dataclass
from datetime import timedelta

HELP = 0.5
"""Whoever has a smaller share of the points may need help."""


@dataclass(frozen=True)
class Row:
    """A student of a lesson.

    Attributes
    ----------
    id, name, email : str
    graded, handed_in, enrolled : bool
    late : datetime.timedelta
    automatic, by_hand, extra, penalty : float
        Points by the course, what grades by hand changed, extra credit, and what was taken off for
        being late, at most all points: the total is the sum of the first three minus the last.
    maximum : float
    waiting : tuple of str
        Exercises that wait for a grade by hand.
    unknown : float
        Points of those that have none yet.
    """

    id: str
    name: str = ""
    email: str = ""
    graded: bool = False
    handed_in: bool = False
    enrolled: bool = True
    late: timedelta = timedelta(0)
    automatic: float = 0.0
    by_hand: float = 0.0
    extra: float = 0.0
    penalty: float = 0.0
    maximum: float = 0.0
    waiting: tuple = ()
    unknown: float = 0.0

    @property
    def total(self):
        """The points that count; None where nothing is graded."""
        points = self.automatic + self.by_hand + self.extra - self.penalty
        return points if self.graded else None

    @property
    def share(self):
        """Share of the points that are decided; None where none are."""
        decided = self.maximum - self.unknown
        return self.total / decided if self.graded and decided > 0 else None

    @property
    def behind(self):
        """Whether nothing was handed in, or less than half of the points were reached."""
        return not self.handed_in or (self.share is not None and self.share < HELP)

    @property
    def standing(self):
        """In words, what became of it; several are joined by commas."""
        if not self.handed_in:
            found = ["missing"]
        else:
            found = ["graded" if self.graded else "not graded yet"]
        found += [f"late by {lateness(self.late)}"] if self.late else []
        found += ["waits for a grade by hand"] if self.waiting else []
        return ", ".join(found + ([] if self.enrolled else ["not on the roster"]))


def rows(lesson):
    """A row for each student, on the roster or not, by id.

    Parameters
    ----------
    lesson : grader.classroom.report.lesson.Lesson

    Returns
    -------
    list of Row
    """
    named = {id for id, person in lesson.people.items() if person.name or person.email}
    # Grading adds whom the gradebook does not know, with an id alone: all, where no roster is.
    enrolled = named or set(lesson.people) - lesson.added or set(lesson.people)
    return [_row(lesson, id, id in enrolled) for id in sorted({*lesson.people, *lesson.handed})]


def may_need_help(rows):
    """Those with less than half of the points, or without a submission, the lowest first."""
    return sorted(
        (row for row in rows if row.behind),
        key=lambda row: (row.share or 0.0, row.handed_in, row.id),
    )


def lateness(late):
    """A span of time in words, such as "1 day 2 hours"."""
    minutes = max(round(late.total_seconds() / 60), 1)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    told = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(told[:2])


def _row(lesson, id, enrolled):
    person, standing = lesson.people.get(id), lesson.standings.get(id)
    told = (id, person.name, person.email) if person else (id,)
    if standing is None:
        maximum = sum(lesson.cells.values())
        return Row(*told, handed_in=id in lesson.handed, enrolled=enrolled, maximum=maximum)
    marks = standing.marks
    return Row(
        *told,
        graded=True,
        handed_in=True,
        enrolled=enrolled,
        late=standing.late,
        automatic=sum(mark.automatic or 0.0 for mark in marks.values()),
        by_hand=sum(mark.given - (mark.automatic or 0.0) for mark in marks.values()),
        extra=sum(mark.points - mark.given for mark in marks.values()),
        penalty=min(standing.penalty, max(sum(mark.points for mark in marks.values()), 0.0)),
        maximum=sum(lesson.cells.values()),
        waiting=tuple(name for name, mark in marks.items() if mark.waits),
        unknown=sum(mark.maximum for mark in marks.values() if not mark.known),
    )
