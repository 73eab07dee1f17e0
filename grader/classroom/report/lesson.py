"""A lesson's class as plain data."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """One student's answer to one exercise.

    Attributes
    ----------
    student, exercise, text, status : str
        Of the statuses of `grader.status`; told by the points where there is no verdict.
    message : str
        What the verdict says; empty without one.
    mistake : str or None
    """

    student: str
    exercise: str
    text: str
    status: str
    message: str = ""
    mistake: str | None = None

    @property
    def wrong(self):
        """Whether something was tried and is not right."""
        return self.status in ("partial", "failed", "error")


@dataclass(frozen=True)
class Lesson:
    """A lesson's class.

    Attributes
    ----------
    name : str
    people : dict of str to grader.nbgrader_plugin.marks.Person
        By id, those who are in no roster among them.
    due : datetime.datetime or None
    cells : dict of str to float
        The points of each graded cell, in the order of the notebook; exercises by their names.
    standings : dict of str to grader.nbgrader_plugin.marks.Standing
        By student, of what is graded; their marks by the same names.
    handed : set of str
        Who handed something in, graded or not.
    answers : list of Answer
    own_cells : dict of str to list of str
        Code that a student added, which belongs to no cell of the lesson's.
    notices : dict of str to tuple of str
    judged : bool
        Whether there are verdicts of this course's.
    added : frozenset of str
        Whom grading added to the gradebook, and no roster has named since.
    """

    name: str
    people: dict
    due: object
    cells: dict
    standings: dict
    handed: set
    answers: list = field(default_factory=list)
    own_cells: dict = field(default_factory=dict)
    notices: dict = field(default_factory=dict)
    judged: bool = False
    added: frozenset = frozenset()
