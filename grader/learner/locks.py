"""One at a time in a learner's folder, also where the file system refuses locks."""

import contextlib
import errno

from filelock import FileLock, SoftFileLock, Timeout

from grader.learner.owners import hand_over

_REFUSED = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
"""What network file systems and others answer that know no locks."""


@contextlib.contextmanager
def held(path, seconds):
    """Hold a lock file, by the system's lock or, where that is refused, by a file's being there.

    Parameters
    ----------
    path : pathlib.Path
    seconds : float
        How long to wait for others.

    Raises
    ------
    filelock.Timeout
        Somebody else holds it.
    OSError
        The file cannot be made.
    """
    lock = _taken(path, seconds)
    hand_over(lock.lock_file)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # what was done under the lock is done
            lock.release()


def are_refused(path):
    """Whether the file system refuses locks, so that a file's being there has to stand for one.

    Raises
    ------
    OSError
        No lock file can be made there at all.
    """
    try:
        with FileLock(path, timeout=0, fallback_to_soft=False):
            return False
    except Timeout:
        return False
    except (OSError, NotImplementedError) as error:
        if is_refusal(error):
            return True
        raise _naming(path, error) from error


def _taken(path, seconds):
    try:
        lock = FileLock(path, fallback_to_soft=False)
        lock.acquire(timeout=seconds)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, Timeout):
            raise
        if not is_refusal(error):
            raise _naming(path, error) from error
        lock = SoftFileLock(f"{path}.held")
        lock.acquire(timeout=seconds)
    return lock


def is_refusal(error):
    """Whether an error says that the file system knows no locks."""
    return isinstance(error, NotImplementedError) or error.errno in _REFUSED


def _naming(path, error):
    return OSError(error.errno, error.strerror or str(error), str(path))
