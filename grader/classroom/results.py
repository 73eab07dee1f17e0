"""What came of each submission in short, and of the class as a whole."""

from collections import Counter
from dataclasses import dataclass

from grader.status import NOT_JUDGED, STATUSES


@dataclass(frozen=True)
class Result:
    """What came of one submission.

    Attributes
    ----------
    student : str
    points : float or None
        As the gradebook has them; None where it was not graded.
    verdicts : tuple of (str, str, float, str or None)
        Exercise, status, score and recognized mistake.
    repairs : tuple of str
    reason : str or None
        Why it was not graded, or ended early.
    penalty : float
        What the points are less for being late.
    notices : tuple of str
        At what the instructor should look; of the repairs, or of the student's name.
    by_hand : tuple of str
        What a person has given or has to give, with the name of each cell.
    in_full : tuple of str
        Of these cells, those that came after the work was handed in, and count in full.
    """

    student: str
    points: float | None
    verdicts: tuple = ()
    repairs: tuple = ()
    reason: str | None = None
    penalty: float = 0.0
    notices: tuple = ()
    by_hand: tuple = ()
    in_full: tuple = ()

    @classmethod
    def of(cls, student, record, points, penalty=0.0, notices=()):
        """The result of a submission that was graded, from its record."""
        names = ("exercise", "status", "score", "mistake")
        verdicts = tuple(tuple(verdict[name] for name in names) for verdict in record.verdicts)
        told = (*notices, *record.notices)
        judged = (verdicts, record.repairs, record.reason, penalty, told)
        return cls(student, points, *judged, in_full=record.in_full)

    @classmethod
    def together(cls, results):
        """One result of those of a student's notebooks, in their order."""
        if len(results) == 1:
            return results[0]
        reasons = dict.fromkeys(each.reason for each in results if each.reason)
        graded = not any(each.failed for each in results)
        last = results[-1]  # by then the gradebook has the points of all
        return cls(
            last.student,
            last.points if graded else None,
            tuple(verdict for each in results for verdict in each.verdicts),
            _once(each.repairs for each in results),
            " ".join(reasons) or None,
            last.penalty,
            _once(each.notices for each in results),
            in_full=_once(each.in_full for each in results),
        )

    @property
    def failed(self):
        """Whether it was not graded."""
        return self.points is None


def _once(sentences):
    return tuple(dict.fromkeys(each for part in sentences for each in part))


def exercises_of(results):
    """The exercises in the order of the lesson."""
    return list(dict.fromkeys(verdict[0] for result in results for verdict in result.verdicts))


def statuses(results):
    """How often an exercise has a status: a counter of pairs of both."""
    return Counter(verdict[:2] for result in results for verdict in result.verdicts)


def shown_statuses(counted):
    """The statuses that a table of these has: a rare one only where somebody has it."""
    there = {status for (_, status), count in counted.items() if count}
    return [status for status in STATUSES if status != NOT_JUDGED or status in there]


def mistakes(results):
    """How often a mistake was recognized: a counter of pairs of exercise and mistake."""
    verdicts = (verdict for result in results for verdict in result.verdicts)
    return Counter((exercise, mistake) for exercise, _, _, mistake in verdicts if mistake)
