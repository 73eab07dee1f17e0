"""The record of each finished submission: what a rerun, a replay and the summary need of it."""

import json
from dataclasses import asdict, dataclass

from grader.learner.files import sweep, write_atomically

NAME = ".grading.json"
"""A hidden file beside the autograded notebook: hidden files are copied into no feedback."""

OTHERS = ".grading.{}.json"
"""That of a notebook which is not called as its assignment."""


@dataclass(frozen=True)
class Record:
    """What came of one submission.

    Attributes
    ----------
    digest : str
        Of the submission: `grader.scoring.submission.Submission.digest`.
    lesson : str
        Of what it was graded with: `grader.classroom.assignment.Assignment.digest`.
    seed : str
        Of the inputs: `grader.classroom.assignment.Assignment.seed`.
    verdicts : tuple of dict
    repairs : tuple of str
        What was done to the submission and to its code.
    notices : tuple of str
        Those at which the instructor should look.
    reason : str or None
    seconds, cell_seconds : float
    held : tuple of str
        Checks whose score is as it was before, and what they give now.
    offered : tuple of str
        The assignment's notebooks when this work was first graded, as their files are called.
    in_full : tuple of str
        Questions for a person that count in full, as they came after the work.
    work : str
        Of the student's own: `grader.scoring.submission.Submission.work`.
    """

    digest: str
    lesson: str
    seed: str
    verdicts: tuple
    repairs: tuple
    notices: tuple
    reason: str | None
    seconds: float
    cell_seconds: float
    held: tuple = ()
    offered: tuple = ()
    in_full: tuple = ()
    work: str = ""

    @classmethod
    def of(cls, outcome, submission, lesson):
        """The record of an outcome."""
        return cls(
            submission.digest,
            lesson,
            outcome.seed,
            tuple(outcome.verdicts),
            (*submission.repairs, *outcome.remarks),
            (*submission.notices, *outcome.remarks),
            outcome.reason,
            round(outcome.seconds, 3),
            round(outcome.cell_seconds, 3),
            work=submission.work,
        )

    def is_of(self, submission, assignment):
        """Whether it was made of this submission with this assignment, on the same inputs."""
        given = (submission.digest, assignment.digest, assignment.seed)
        return (self.digest, self.lesson, self.seed) == given


def load(folder, file=""):
    """Read the record of a notebook; None where there is none to be used.

    Parameters
    ----------
    folder : pathlib.Path
        A student's autograded folder.
    file : str
        As `grader.classroom.assignment.Assignment` has it.
    """
    return _read(_path(folder, file))


def load_all(folder):
    """Read the records of all notebooks in a student's autograded folder."""
    paths = (*folder.glob(NAME), *sorted(folder.glob(OTHERS.format("*"))))
    return [record for record in map(_read, paths) if record]


def _path(folder, file):
    return folder / (OTHERS.format(file) if file else NAME)


def _read(path):
    try:
        told = json.loads(path.read_bytes())
        lists = {name: tuple(told[name]) for name in ("verdicts", "repairs", "notices")}
        later = {name: tuple(told.get(name, ())) for name in ("held", "offered", "in_full")}
        return Record(**told | lists | later)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def save(folder, record, file=""):
    """Write the record, all of it or nothing; the assignment's lock keeps all others out."""
    sweep(folder, forgotten=0)
    told = asdict(record)
    write_atomically(_path(folder, file), json.dumps(told, indent=1).encode())


def forget(folder, file=""):
    """Remove the record, as what it says is about to change, and what a killed run left of one."""
    record = _path(folder, file)
    for path in (record, *folder.glob(f".{record.name}.*")):
        path.unlink(missing_ok=True)
