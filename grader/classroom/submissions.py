"""What was handed in: the folders ``submitted/STUDENT/ASSIGNMENT``."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from grader.autograde.rights import refusal


@dataclass(frozen=True)
class Handed:
    """A folder that a student handed in; nothing in it has been read.

    Attributes
    ----------
    student : str
    folder : pathlib.Path
    problem : str or None
        Why it cannot be graded, as a sentence for the instructor.
    notices : tuple of str
        At what the instructor should look.
    """

    student: str
    folder: Path
    problem: str | None = None
    notices: tuple = ()


def list_submissions(submitted, assignment):
    """List what was handed in for an assignment, by student.

    What is hidden (its name begins with a dot) is no student, as in nbgrader.

    Parameters
    ----------
    submitted : pathlib.Path
    assignment : str

    Returns
    -------
    list of Handed

    Raises
    ------
    OSError
        The folder of all submissions cannot be listed.
    """
    names = sorted(name for name in os.listdir(submitted) if not name.startswith("."))
    found = (_look(submitted / name, assignment) for name in names)
    return [handed for handed in found if handed]


def _look(home, assignment):
    """What a student handed in; None for no student, and for nothing handed in."""
    folder = home / assignment
    try:
        if home.is_symlink():
            return Handed(home.name, folder, "The student's folder is a link: put a folder there.")
        if not stat.S_ISDIR(home.stat().st_mode):
            return None
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        words = f"The student's folder cannot be read ({error.strerror}): give yourself the right."
        return Handed(home.name, folder, words)
    return Handed(home.name, folder, _problem_of_name(home.name) or refusal(folder))


def _problem_of_name(student):
    try:
        student.encode()
    except UnicodeEncodeError:
        return "The folder's name is not valid UTF-8: rename it to the student's id."
    return None
