"""Whose file it is, as Canvas and Moodle say it in the names of what they give out."""

import re
from dataclasses import dataclass
from itertools import takewhile

CANVAS = re.compile(
    r"(?P<name>[^_/]+)(?P<late>_LATE)?_(?P<user>\d+)_(?P<attempt>\d+)_(?P<file>[^/]+.*)"
)
"""Such as ``lovelaceada_LATE_1234_56789_03_dropout-1.ipynb``: user and attachment by number."""

MOODLE = re.compile(r"(?P<name>[^/]+?)_(?P<attempt>\d+)_assignsubmission_file(?:_?/|_)(?P<file>.+)")
"""Such as ``Ada Lovelace_1234_assignsubmission_file_/03_dropout.ipynb``; the number is of the
participation, not of the person."""

WORDS = re.compile(r"_assignsubmission_onlinetext|_\d+_text\.html$")
"""What was typed into a page of Moodle's or Canvas' is not a file that anybody handed in."""

UPLOADED_AGAIN = re.compile(r"-\d+(?=\.ipynb$)")
"""Canvas numbers files of the same name."""


@dataclass(frozen=True)
class Named:
    """What a name says.

    Parameters
    ----------
    owner : str
        The student's name, or id.
    file : str
        What the student called it, with forward slashes.
    user : str or None
        The platform's number of the student.
    attempt : int
        The later of two files of one name has the larger one.
    late : bool
        Whether the platform calls it late.
    is_id : bool
        Whether `owner` is an id, not a name.
    person : str or None
        The platform's number of the person in this download: two numbers are two people.
    """

    owner: str
    file: str
    user: str | None = None
    attempt: int = 0
    late: bool = False
    is_id: bool = False
    person: str | None = None


def read_name(path, ids, assignment, notebooks=(), around=0):
    """Read whose file it is out of where it lies.

    Parameters
    ----------
    path : str
    ids : set of str
        Of all students: a folder may be called like one.
    assignment : str
        Its notebook gets its name back.
    notebooks : sequence of str
        What its notebooks are called without their ending, where it has several.
    around : int
        How many folders may have been packed around everything.

    Returns
    -------
    Named or None
        None where no name that is known is in it.
    """
    parts = path.split("/")
    for first in range(min(around + 1, len(parts))):
        rest = "/".join(parts[first:])
        if found := MOODLE.fullmatch(rest):
            number = found["attempt"]
            return Named(found["name"], found["file"], attempt=int(number), person=number)
        if found := CANVAS.fullmatch(rest):
            file = found["file"]
            plain = UPLOADED_AGAIN.sub("", file)
            named = plain.removesuffix(".ipynb") in (notebooks or (assignment,))
            file = plain if named else file
            attempt, late = int(found["attempt"]), bool(found["late"])
            return Named(found["name"], file, found["user"], attempt, late, person=found["user"])
        if parts[first] in ids and first + 1 < len(parts):
            inside = parts[first + 1 :]
            inside = inside[1:] if inside[0] == assignment and len(inside) > 1 else inside
            return Named(parts[first], "/".join(inside), is_id=True)
    return None


def is_typed_text(path):
    """Whether the platform put there what a student typed into a page."""
    return any(WORDS.search(part) for part in path.split("/"))


def folders_around(paths):
    """How many folders lie around all files that lie in any, as archives often have them."""
    folders = [path.split("/")[:-1] for path in paths if "/" in path]
    same = takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False))
    return sum(1 for _ in same)
