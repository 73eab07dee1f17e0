"""One run at a time on a course directory."""

import contextlib

from filelock import FileLock, Timeout

from grader.learner import CourseError

NAME = ".course-grade.lock"


@contextlib.contextmanager
def alone(root):
    """Hold the course directory; the hold ends with the process, however that ends.

    Raises
    ------
    CourseError
        Another run holds it.
    """
    lock = FileLock(root / NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CourseError(f"Another run grades in {root}: wait until it has ended.") from None
    try:
        yield
    finally:
        # Removed while it is held: whoever opened it meanwhile finds out and opens a new one.
        (root / NAME).unlink(missing_ok=True)
        lock.release()
