"""When the graded cells of an assignment were first released: work from before cannot have them."""

import json
import time
from datetime import datetime
from pathlib import Path

from grader.autograde.timestamp import in_utc
from grader.classroom.assignment import open_assignment
from grader.classroom.closing import RELEASES, make_closed
from grader.classroom.locking import turn
from grader.learner import CourseError
from grader.learner.files import write_atomically


def note(course, assignment, just_now=False):
    """Note the graded cells of a release that are not noted yet, and tell when each one came.

    Those of the first release that is noted have been there from the beginning. Whoever calls it
    has its turn: `grader.classroom.locking.turn`.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    assignment : grader.classroom.assignment.Assignment
    just_now : bool
        Whether students get it at this moment; else they had it since its file was written.

    Returns
    -------
    dict of str to dict of str to datetime.datetime
        For each notebook, by the name of its file, when a cell came that was not there from the
        beginning: in UTC, without a time zone.

    Raises
    ------
    CourseError
        In one sentence: it can be neither read nor written, or what is there is no such note.
    """
    path = Path(course.root, RELEASES, f"{assignment.name}.json")
    released = Path(course.format_path(course.release_directory, ".", assignment.name))
    try:
        known = _read(path)
        found = {name: dict(cells) for name, cells in (known or {}).items()}
        for notebook in assignment.notebooks:
            file = released / f"{notebook.stem}.ipynb"
            since = None
            if known is not None:
                since = in_utc(time.time() if just_now else file.stat().st_mtime)
            cells = found.setdefault(notebook.stem, {})
            for name in notebook.checks:
                cells.setdefault(name, since)
        if found != known:
            _write(course, path, found)
    except OSError as error:
        raise CourseError(
            f"When the exercises of {assignment.name} were released cannot be kept in {path} "
            f"({error.strerror}): mend that, and give the command again."
        ) from None
    return {name: {c: t for c, t in cells.items() if t} for name, cells in found.items()}


def note_by_name(course, name, just_now=False):
    """Note an assignment's graded cells, with a turn of its own; as `note` does."""
    released = Path(course.format_path(course.release_directory, ".", "."))
    assignment = open_assignment(released.resolve(), name)
    with turn(Path(course.root)):
        note(course, assignment, just_now)


def _read(path):
    """The note; None where there is none yet."""
    try:
        told = json.loads(path.read_bytes())
        return {
            file: {name: since and datetime.fromisoformat(since) for name, since in cells.items()}
            for file, cells in told.items()
        }
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise CourseError(
            f"{path} does not say when exercises were released: expected JSON as `course grade` "
            "writes it. Put back a copy of it, or remove it: then all of them count as released "
            "from the beginning."
        ) from None


def _write(course, path, found):
    make_closed(course, path.parent)
    told = {
        file: {name: since and since.isoformat() for name, since in cells.items()}
        for file, cells in found.items()
    }
    write_atomically(path, json.dumps(told, indent=1).encode())
    path.chmod(path.parent.stat().st_mode & 0o660)
