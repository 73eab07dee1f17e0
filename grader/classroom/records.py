"""The record of each finished submission: what a rerun, a replay and the summary need of it."""

import json
from dataclasses import asdict, dataclass

from grader.learner.files import write_atomically

NAME = ".grading.json"
"""A hidden file beside the autograded notebook: hidden files are copied into no feedback."""


@dataclass(frozen=True)
class Record:
    """What came of one submission.

    Attributes
    ----------
    digest : str
        Of the submission: `grader.scoring.submission.Submission.digest`.
    lesson : str
        Of what it was graded with: `grader.classroom.assignment.Assignment.digest`.
    seed : int
    verdicts : tuple of dict
    repairs : tuple of str
    reason : str or None
    seconds, cell_seconds : float
    """

    digest: str
    lesson: str
    seed: int
    verdicts: tuple
    repairs: tuple
    reason: str | None
    seconds: float
    cell_seconds: float

    @classmethod
    def of(cls, outcome, submission, lesson):
        """The record of an outcome."""
        return cls(
            submission.digest,
            lesson,
            outcome.seed,
            tuple(outcome.verdicts),
            tuple(submission.repairs),
            outcome.reason,
            round(outcome.seconds, 3),
            round(outcome.cell_seconds, 3),
        )

    def is_of(self, submission, lesson):
        """Whether it was made of this submission with this lesson."""
        return (self.digest, self.lesson) == (submission.digest, lesson)


def load(folder):
    """Read the record in a student's autograded folder; None where there is none to be used."""
    try:
        told = json.loads((folder / NAME).read_bytes())
        return Record(**told | {name: tuple(told[name]) for name in ("verdicts", "repairs")})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save(folder, record):
    """Write the record, all of it or nothing."""
    told = asdict(record)
    write_atomically(folder / NAME, json.dumps(told, indent=1).encode())


def forget(folder):
    """Remove the record, as what it says is about to change, and what a killed run left of one."""
    for path in (folder / NAME, *folder.glob(f".{NAME}.*")):
        path.unlink(missing_ok=True)
