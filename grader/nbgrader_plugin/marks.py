"""What a gradebook says of an assignment's class, as plain data."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Person:
    """A student as the gradebook has them; all but the id may be empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def name(self):
        """First and last name, as far as they are known."""
        return " ".join(filter(None, (self.first_name, self.last_name)))


@dataclass(frozen=True)
class Mark:
    """The points of one cell.

    Attributes
    ----------
    automatic, by_hand, extra : float or None
        As graded by the course, by a person, and extra credit.
    maximum : float
    waits : bool
        Whether a person has to look at it.
    """

    automatic: float | None
    by_hand: float | None
    extra: float | None
    maximum: float
    waits: bool

    @property
    def given(self):
        """The points without extra credit: a person's, where there are any."""
        return (self.automatic or 0.0) if self.by_hand is None else self.by_hand

    @property
    def known(self):
        """Whether there are points that count already."""
        return not self.waits or self.by_hand is not None

    @property
    def points(self):
        """The points that count, as nbgrader adds them up."""
        scored = (self.automatic, self.by_hand) != (None, None)
        return self.given + ((self.extra or 0.0) if scored else 0.0)


@dataclass(frozen=True)
class Standing:
    """A submission that the gradebook has.

    Attributes
    ----------
    student : str
    late : datetime.timedelta
        How long after the due date, with the student's extension, it was handed in; 0 if in time.
    penalty : float
    marks : dict of str to Mark
        By the name of the cell.
    """

    student: str
    late: timedelta
    penalty: float
    marks: dict


@dataclass(frozen=True)
class Standings:
    """An assignment's class.

    Attributes
    ----------
    due : datetime.datetime or None
        In UTC, as the timestamps are.
    cells : dict of str to float
        The points of each graded cell.
    standings : dict of str to Standing
        By student, where there are any points.
    """

    due: datetime | None
    cells: dict
    standings: dict
