"""What came of each submission in short, and of the class as a whole."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """What came of one submission.

    Attributes
    ----------
    student : str
    points : float or None
        As the gradebook has them; None where it was not graded.
    verdicts : tuple of (str, str, float, str or None)
        Exercise, status, score and recognised mistake.
    repairs : tuple of str
    reason : str or None
        Why it was not graded, or ended early.
    seed : int or None
    """

    student: str
    points: float | None
    verdicts: tuple = ()
    repairs: tuple = ()
    reason: str | None = None
    seed: int | None = None

    @classmethod
    def of(cls, student, record, points):
        """The result of a submission that was graded, from its record."""
        names = ("exercise", "status", "score", "mistake")
        verdicts = tuple(tuple(verdict[name] for name in names) for verdict in record.verdicts)
        return cls(student, points, verdicts, record.repairs, record.reason, record.seed)

    @property
    def failed(self):
        """Whether it was not graded."""
        return self.points is None


def exercises_of(results):
    """The exercises in the order of the lesson."""
    return list(dict.fromkeys(verdict[0] for result in results for verdict in result.verdicts))


def statuses(results):
    """How often an exercise has a status: a counter of pairs of both."""
    return Counter(verdict[:2] for result in results for verdict in result.verdicts)


def mistakes(results):
    """How often a mistake was recognised: a counter of pairs of exercise and mistake."""
    verdicts = (verdict for result in results for verdict in result.verdicts)
    return Counter((exercise, mistake) for exercise, _, _, mistake in verdicts if mistake)
