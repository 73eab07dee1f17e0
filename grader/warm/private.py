"""Private folders for sockets and work in progress, which do not outlive who needed them.

Each is closed to other accounts, has a path short enough for a socket's, and is held by a lock as
long as one of its processes lives. Whoever needs the first one removes those that nobody holds any
more, as a process that was killed leaves its own behind.
"""

import atexit
import contextlib
import errno
import os
import secrets

from grader.scoring.removal import remove
from grader.warm.places import NoPrivateFolder, candidates, is_private, place

__all__ = ["NoPrivateFolder", "hold", "is_private", "make", "place", "release", "sweep"]

PREFIX = "course_"
_HELD = ".held"
_REFUSED = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_holds = {}


def make():
    """Make a private folder with a name of its own, held by this process.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    NoPrivateFolder
    """
    return hold(secrets.token_hex(4))


def hold(name):
    """Make or enter a private folder, and hold it until `release` or the end of this process.

    Parameters
    ----------
    name : str
        Processes of one user that name the same have it in common.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    NoPrivateFolder
    PermissionError
        Somebody else has made it.
    """
    if not _holds:
        sweep()
        atexit.register(_release_all, os.getpid())
    folder = place() / f"{PREFIX}{name}"
    while folder not in _holds:
        folder.mkdir(mode=0o700, exist_ok=True)
        _require_private(folder)
        lock = _locked(folder)
        if lock is not None:
            _holds[folder] = lock
    return folder


def release(folder):
    """Remove a folder that this process holds, with all that is in it, whatever its permissions."""
    lock = _holds.pop(folder, None)
    remove(folder, last=_HELD)  # as long as it is there and locked, nobody sweeps the folder
    if lock is not None:
        os.close(lock)


def sweep():
    """Remove the user's private folders that nobody holds."""
    for parent in candidates():
        for folder in parent.glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                _require_private(folder)
                _remove_unless_held(folder)


def _require_private(folder):
    if not is_private(folder):
        raise PermissionError(errno.EACCES, "is not private", str(folder))


def _locked(folder):
    """The descriptor of a lock shared with others; None where the folder has just gone."""
    try:
        lock = os.open(folder / _HELD, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except FileNotFoundError:
        return None
    _flock(lock, exclusive=False)
    with contextlib.suppress(FileNotFoundError):
        if os.path.samestat(os.stat(folder / _HELD), os.fstat(lock)):
            return lock
    os.close(lock)
    return None


def _remove_unless_held(folder):
    try:
        lock = os.open(folder / _HELD, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        os.rmdir(folder)  # just made or all but removed: whoever is at it goes on as well
        return
    try:
        if _flock(lock, exclusive=True):
            release(folder)
    finally:
        os.close(lock)


def _flock(lock, exclusive):
    """Take the lock, an exclusive one only if nobody is in the way; say whether it was taken."""
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB if exclusive else fcntl.LOCK_SH)
    except OSError as error:
        if error.errno in _REFUSED or exclusive:
            return False  # where there are no locks, nothing is swept
        raise
    return True


def _release_all(process):
    if os.getpid() == process:  # a fork holds nothing
        for folder in list(_holds):
            release(folder)
