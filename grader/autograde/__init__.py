"""Grading a class: what a student handed in, read and made into a notebook that is safe to run."""

from grader.autograde.reading import Found, read_submission
from grader.autograde.rebuild import rebuild
from grader.autograde.secret import read_secret
from grader.autograde.timestamp import read_arrival, read_timestamp

__all__ = [
    "Found",
    "read_arrival",
    "read_secret",
    "read_submission",
    "read_timestamp",
    "rebuild",
]
