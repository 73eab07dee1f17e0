"""One run at a time on an assignment, and one change at a time of what all assignments share."""

import contextlib
import stat

from filelock import FileLock, Timeout

from grader.learner import CourseError
from grader.learner.locks import is_refusal

NAME = ".course-grade.lock"
PATIENCE = 10.0
"""Seconds to wait for a turn: registering an assignment takes one or two."""


@contextlib.contextmanager
def alone(root, assignment=None):
    """Hold an assignment, or what all share; the hold ends with the process, however that ends.

    Raises
    ------
    CourseError
        Another run holds it, or the file system knows no locks.
    """
    name = NAME if assignment is None else NAME.replace(".lock", f"-{assignment}.lock")
    with _held(root, name, patience=0):
        yield


@contextlib.contextmanager
def turn(root):
    """Hold what all assignments share, as soon as nobody else does.

    Raises
    ------
    CourseError
        Another run holds it for long.
    """
    with _held(root, NAME, PATIENCE):
        yield


@contextlib.contextmanager
def _held(root, name, patience):
    # Who may open it can take it. A group that shares the course has folders that hand it on.
    shared = root.stat().st_mode & stat.S_ISGID
    lock = FileLock(root / name, mode=0o660 if shared else 0o600, fallback_to_soft=False)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise CourseError(f"Another run grades in {root}: wait until it has ended.") from None
    except (OSError, NotImplementedError) as error:
        if not is_refusal(error):
            raise
        # The gradebook needs locks as well, if it is SQLite's.
        reason = getattr(error, "strerror", None) or error
        raise CourseError(
            f"{root} lies on a file system that knows no locks ({reason}): put the course on "
            "another one, such as a disk of this machine."
        ) from None
    try:
        yield
    finally:
        # Removed while it is held: whoever opened it meanwhile finds out and opens a new one.
        (root / name).unlink(missing_ok=True)
        lock.release()
