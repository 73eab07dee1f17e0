"""Look into a folder that a student filled: links are not followed, sizes are capped."""

import os
import stat
from dataclasses import dataclass
from itertools import islice

MAX_BYTES = 192 * 2**20
"""Of a notebook: outputs make it large, and grading does without them."""

MAX_DEPTH = 3
"""Folders below the submission's that are searched: a notebook is often packed with its folder."""
MAX_FILES = 20_000
SHOWN_LENGTH = 80
SKIPPED_FOLDERS = (".ipynb_checkpoints", "__MACOSX", "__pycache__", ".git")


class Unreadable(Exception):
    """Why a file was not read, as a sentence."""


@dataclass(frozen=True)
class Entry:
    """Something in a submission's folder that is not a folder.

    Parameters
    ----------
    path : str
        Below the submission's folder, with forward slashes.
    regular : bool
        Whether it is an ordinary file: not a link, FIFO, socket or device.
    """

    path: str
    regular: bool

    @property
    def name(self):
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def shown(self):
        """The path as text that any page can show: encodable, printable, not too long."""
        text = "".join(c if c.isprintable() else "?" for c in self.path)
        return text if len(text) <= SHOWN_LENGTH else f"...{text[-SHOWN_LENGTH:]}"


def entries(folder):
    """List what lies in a folder and the folders in it, without following any link.

    Parameters
    ----------
    folder : path-like
        A link counts as empty, and so does what is no folder or may not be read.

    Returns
    -------
    list of Entry
        At most `MAX_FILES`, the least nested first, then by name.
    """
    try:
        listed = list(islice(walk(os.fspath(folder)), MAX_FILES))
    except OSError:
        return []
    return sorted(listed, key=lambda entry: (entry.path.count("/"), entry.path))


def walk(folder, tell=None):
    """Yield the entries of a folder and of those in it.

    Parameters
    ----------
    folder : str
    tell : callable, optional
        Given the `OSError` of each folder in it that cannot be opened.
    """
    for place, folders, names, handle in os.fwalk(folder, onerror=tell):
        inside = os.path.relpath(place, folder)
        depth = 0 if inside == os.curdir else inside.count(os.sep) + 1
        links = [name for name in folders if _mode(name, handle, stat.S_ISLNK)]
        kept = sorted(set(folders) - set(SKIPPED_FOLDERS))
        folders[:] = kept if depth < MAX_DEPTH else []
        for name in sorted(names + links):
            path = os.path.normpath(os.path.join(inside, name)).replace(os.sep, "/")
            yield Entry(path, _mode(name, handle, stat.S_ISREG))


def _mode(name, handle, test):
    try:
        return test(os.stat(name, dir_fd=handle, follow_symlinks=False).st_mode)
    except OSError:
        return False


def read_bytes(folder, entry, most=None):
    """Read one file.

    Parameters
    ----------
    folder : path-like
    entry : Entry
    most : int, optional
        Bytes that it may have; `MAX_BYTES` by default.

    Returns
    -------
    bytes

    Raises
    ------
    Unreadable
        For anything but an ordinary file that may be read and is not larger.
    """
    most = MAX_BYTES if most is None else most
    if not entry.regular:
        raise Unreadable(f"{entry.shown} is a link or a special file, not a notebook.")
    try:
        with open(open_below(folder, entry.path.split("/")), "rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise Unreadable(f"{entry.shown} could not be read ({error.strerror}).") from None
    if len(content) > most:
        limit = most // 2**20
        raise Unreadable(
            f"{entry.shown} is larger than {limit} MiB: clear its outputs and hand it in again."
        )
    return content


def open_below(folder, parts):
    """Open a file below a folder one step at a time, so that no part of its path can be a link.

    Returns
    -------
    int
        Its descriptor.
    """
    never = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(folder, never | os.O_DIRECTORY)
    for part in parts:
        try:
            following = os.open(part, never, dir_fd=handle)
        finally:
            os.close(handle)
        handle = following
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "not an ordinary file")
    return handle
