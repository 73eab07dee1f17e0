"""All lessons of a course, student by student."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Across:
    """A student in all lessons; `rows` has a `grader.classroom.report.people.Row` by lesson."""

    id: str
    name: str
    email: str
    rows: dict

    @property
    def total(self):
        """The points of all graded lessons; None without any."""
        totals = [row.total for row in self.rows.values() if row.graded]
        return sum(totals) if totals else None

    @property
    def maximum(self):
        """The points of all lessons that the class was graded in."""
        return sum(row.maximum for row in self.rows.values())

    @property
    def enrolled(self):
        """Whether a roster names the student, as every lesson's row has it."""
        return all(row.enrolled for row in self.rows.values())

    @property
    def behind(self):
        """Lessons that are missing, or with less than half of the points."""
        return [name for name, row in self.rows.items() if row.behind]


def across(lessons):
    """Put the rows of all lessons together.

    Parameters
    ----------
    lessons : dict of str to list of grader.classroom.report.people.Row

    Returns
    -------
    list of Across
        By id.
    """
    found = {}
    for name, rows in lessons.items():
        for row in rows:
            found.setdefault(row.id, {})[name] = row
    students = []
    for id, rows in sorted(found.items()):
        first = next(iter(rows.values()))
        students.append(Across(id, first.name, first.email, rows))
    return students
