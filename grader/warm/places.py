"""Where private folders can be made: short paths, in which nobody can put something else there."""

import errno
import os
import stat
import tempfile
from pathlib import Path

LONGEST = 103
"""Bytes of a socket's path: Linux takes 107, macOS 103."""

ROOM = 68
"""Bytes of the longest path below the parent of a private folder: that of a kernel's socket."""

COMMON = ("/tmp", "/var/tmp")


class NoPrivateFolder(OSError):
    """There is no folder for sockets; the message says which were tried, and what to do."""

    def __init__(self, tried):
        names = ", ".join(map(str, tried))
        super().__init__(
            errno.ENOENT,
            "no place for sockets: set TMPDIR to a folder that you can write to, with a path of at "
            f"most {LONGEST - ROOM} bytes, and in which others cannot rename what is yours",
            names,
        )

    def __str__(self):
        return f"{self.filename} cannot be used ({self.strerror})"


def place():
    """The folder for private folders: the temporary one, or else a common one with a short path.

    Raises
    ------
    NoPrivateFolder
    """
    tried = candidates()
    for parent in tried:
        if len(os.fsencode(parent)) + ROOM <= LONGEST and _is_safe(parent):
            return parent
    raise NoPrivateFolder(tried)


def is_private(folder):
    """Whether a folder is this user's and closed to all others; a link is none."""
    found = os.lstat(folder)
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


def candidates():
    """The temporary folder, and common ones with short paths, links resolved."""
    return list(dict.fromkeys(Path(each).resolve() for each in (tempfile.gettempdir(), *COMMON)))


def _is_safe(parent):
    """Whether this user can write there, and no other can put something in place of a folder."""
    try:
        found = parent.stat()
    except OSError:
        return False
    shared = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not found.st_mode & stat.S_ISVTX
    return os.access(parent, os.W_OK | os.X_OK) and found.st_uid in (0, os.geteuid()) and not shared
