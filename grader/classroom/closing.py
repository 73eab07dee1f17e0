"""What a class's work and grades are kept in is closed to other accounts of the machine.

Folders are closed rather than each file in them: nbgrader copies a feedback page with its
permissions, and students must be able to read their copy.
"""

import contextlib
import shlex
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from grader.classroom.config import CONFIG, LOCAL

ALL, OTHERS = 0o077, 0o007
"""Permissions of everybody but the owner; those that are left where a group shares the course."""

ENTER, WRITE = 0o011, 0o022

GRADES = "grades"
"""The folder in the course directory for what sums a class up."""

SEEDS = ".course-seeds"
"""The folder there for what the inputs follow from that each assignment is judged on."""

RELEASES = ".course-releases"
"""The folder there for when the exercises of each assignment were first released."""


def close(course):
    """Make the folders that grading writes to, and let nobody else into them or the gradebook.

    With nbgrader's setting ``groupshared`` the group keeps what it may do. What belongs to somebody
    else stays as it is.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    """
    for folder in _written(course):
        with contextlib.suppress(OSError):
            make_closed(course, folder)
            _restrict(folder, _mask(course))
    for file in _gradebook(course):
        with contextlib.suppress(OSError):
            if not file.exists():
                # Made before SQLite does it: who opened an empty one could read on.
                file.touch(mode=0o600)
                file.chmod(0o660 if course.groupshared else 0o600)
            _restrict(file, _mask(course))


def make_closed(course, folder):
    """Make a folder that is missing, and that nobody else can enter."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        folder.chmod(0o2770 if course.groupshared else 0o700)


def left_open(course):
    """What of a class other accounts can reach.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory

    Returns
    -------
    list of pathlib.Path
    """
    mask, root = _mask(course), Path(course.root)
    names = (course.source_directory, course.submitted_directory, "downloaded")
    files = [root / LOCAL, *sorted(root.glob("*.csv")), *sorted(root.glob("*.zip"))]
    paths = [*(root / name for name in names), *_written(course), *_gradebook(course), *files]
    reached = [path for path in paths if _is_open(path, mask)]
    return [*(path for path in (root, root / CONFIG) if _is_open(path, mask, WRITE)), *reached]


def has_class(course):
    """Whether anybody's work or grades are there; a learner's copy of the course has none."""
    root = Path(course.root)
    folders = (root / course.submitted_directory, *_written(course))
    return any(path.exists() for path in (*folders, *_gradebook(course)))


def remedy(course, paths):
    """The command that closes these paths."""
    whom = "o" if course.groupshared else "go"
    return f"chmod {whom}-rwx {' '.join(shlex.quote(str(path)) for path in paths)}"


def _mask(course):
    return OTHERS if course.groupshared else ALL


def _written(course):
    names = (course.autograded_directory, course.feedback_directory, GRADES, SEEDS, RELEASES)
    return [Path(course.root, name) for name in names]


def _gradebook(course):
    """The gradebook's file, where it is one; what SQLite puts beside it has its permissions."""
    try:
        url = make_url(course.db_url)
    except ArgumentError:  # opening the gradebook says so
        return []
    if url.get_backend_name() != "sqlite" or not url.database:
        return []
    return [Path(course.root, url.database)]


def _restrict(path, mask):
    mode = path.stat().st_mode & 0o7777
    if mode & mask:
        path.chmod(mode & ~mask)


def _is_open(path, mask, how=ALL):
    """Whether its own permissions and those of all folders above let somebody else in."""
    if not path.exists() or not path.stat().st_mode & mask & how:
        return False
    return all(_lets_in(above, mask) for above in path.resolve().parents)


def _lets_in(folder, mask):
    return folder.stat().st_mode & mask & ENTER
