"""The number from which the inputs of an assignment's checks follow, drawn once and then kept.

Identical answers have identical points, today and in a regrade next year, on any machine that has
the course directory.
"""

import contextlib
import os
import re
import secrets
import tempfile
from pathlib import Path

from grader.classroom.closing import SEEDS
from grader.learner import CourseError

KNOWN = re.compile(r"[0-9a-f]{64}\n")


def recorded(course, assignment):
    """Read the seed of an assignment; draw it where there is none.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    assignment : str

    Returns
    -------
    str

    Raises
    ------
    CourseError
        In one sentence: it can be neither read nor written, or what is there is no seed.
    """
    path = Path(course.root, SEEDS, assignment)
    try:
        if not path.exists():
            _draw(path)
        text = path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise CourseError(
            f"The seed of {assignment} cannot be kept in {path} ({error.strerror}): mend that, "
            "and give the command again."
        ) from None
    if not KNOWN.fullmatch(text):
        raise CourseError(
            f"{path} holds no seed: expected one line of 64 digits. Put back a copy of it, or "
            "remove it to have the whole class graded on new inputs."
        )
    return text.strip()


def _draw(path):
    """Put a new seed there, whole; where two do that at once, both find the one that came first."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{secrets.token_hex(32)}\n")
            file.flush()
            os.fsync(handle)
        os.chmod(made, path.parent.stat().st_mode & 0o660)
        with contextlib.suppress(FileExistsError):
            _give_name(made, path)
    finally:
        Path(made).unlink(missing_ok=True)


def _give_name(made, path):
    """Name a file as no other is named yet."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links; a run is alone on a course directory there, too
        os.replace(made, path)
