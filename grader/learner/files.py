"""The one place through which files of a learner's are written: whole or not at all.

The new file is written completely beside the old one, then takes its place. Whatever fails, or
wherever the process is killed, the old file or the new one is there.
"""

import contextlib
import os
import secrets
import stat
import time
from datetime import datetime
from itertools import count

from grader.learner.owners import hand_over, make_folder

_UNFINISHED = ".part"
_FORGOTTEN = 3600.0
"""Seconds after which an unfinished file belongs to nobody any more."""

_BINARY = getattr(os, "O_BINARY", 0)


def write_atomically(path, content, over=None):
    """Write bytes so that a reader sees the old file or the new one, never a part.

    A link stays a link to what it leads to, and a file keeps its permissions.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes
    over : file, optional
        The open file that may be replaced: one that has taken its name meanwhile stays.

    Returns
    -------
    bool
        Whether it was written.

    Raises
    ------
    OSError
        Names `path`; the old file is then untouched.
    """
    with _naming(path):
        target = os.path.realpath(path, strict=True) if path.is_symlink() else os.fspath(path)
        temporary = _write_beside(target, content)
        with _removed_on_failure(temporary):
            if over and not os.path.samestat(os.fstat(over.fileno()), os.stat(target)):
                os.unlink(temporary)
                return False
            os.replace(temporary, target)
        _make_lasting(os.path.dirname(target))
        return True


def write_new(path, content):
    """Write a file where there is none, and tell whether it was written.

    What is there stays, a link that leads nowhere too, and so does what comes meanwhile.

    Parameters
    ----------
    path : pathlib.Path
        Its folder is made when missing.
    content : bytes

    Raises
    ------
    OSError
        Names `path`; there is no file then.
    """
    if os.path.lexists(path):
        return False
    with _naming(path):
        make_folder(path.parent)
        temporary = _write_beside(os.fspath(path), content)
        with _removed_on_failure(temporary):
            written = _put_in_place(temporary, path)
        _make_lasting(path.parent)
    return written


def keep_copy(path, folder, stem):
    """Copy a file into a folder under a name that holds date and time, and return the new path.

    Parameters
    ----------
    path : pathlib.Path
        The file to copy; it stays.
    folder : pathlib.Path
        Where the copy goes; made when missing.
    stem : str
        The first part of the new name: ``stem-2026-11-21T10-30-05`` and the old suffix.

    Raises
    ------
    OSError
    """
    dated = f"{stem}-{datetime.now():%Y-%m-%dT%H-%M-%S}"
    for number in count(1):  # two copies in one second are two files
        content = path.read_bytes()
        ending = "" if number == 1 else f"-{number}"
        target = folder / f"{dated}{ending}{path.suffix}"
        if write_new(target, content) and path.read_bytes() == content:  # not saved meanwhile
            return target


def sweep(folder, forgotten=_FORGOTTEN):
    """Remove what processes that were killed have left unfinished, in a folder and just below.

    Parameters
    ----------
    folder : pathlib.Path
    forgotten : float
        Seconds after which nobody writes there any more; 0 where nobody else can be writing.
    """
    with contextlib.suppress(OSError):
        for pattern in (f".*{_UNFINISHED}", f"*/.*{_UNFINISHED}"):
            for path in folder.glob(pattern):
                if time.time() - path.lstat().st_mtime > forgotten:
                    path.unlink(missing_ok=True)


def _write_beside(target, content):
    """Write content into a new file in the target's folder, on the disk for good; its path."""
    temporary = os.path.join(os.path.dirname(target), f".{secrets.token_hex(6)}{_UNFINISHED}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    with _removed_on_failure(temporary):
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            hand_over(temporary)
            _take_over_rights(target, handle)
            os.fsync(handle)
        finally:
            os.close(handle)
    return temporary


def _take_over_rights(target, handle):
    """Give a file the permissions and the owner of the one that it replaces, where that can be."""
    with contextlib.suppress(OSError, AttributeError):
        old = os.stat(target)
        os.fchmod(handle, stat.S_IMODE(old.st_mode))
        if os.geteuid() == 0:
            os.fchown(handle, old.st_uid, old.st_gid)


def _put_in_place(temporary, path):
    """Give a finished file its name unless that is taken."""
    try:
        os.link(temporary, path)
        written = True
    except FileExistsError:
        written = False
    except OSError:  # a file system without links, or a trouble that comes again below
        return _reserve(temporary, path)
    with contextlib.suppress(OSError):
        os.unlink(temporary)
    return written


def _reserve(temporary, path):
    """The same by an empty file, which keeps the name until the finished one replaces it."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        os.unlink(temporary)
        return False
    with _removed_on_failure(path):
        os.replace(temporary, path)
    return True


def _make_lasting(folder):
    """Have the folder's new entry on the disk too, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _removed_on_failure(path):
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise


@contextlib.contextmanager
def _naming(path):
    """Have errors name the file that was meant instead of the one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
