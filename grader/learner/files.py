"""Two small file operations that never lose anything: atomic writing and setting aside."""

import os
import tempfile
from datetime import datetime
from pathlib import Path


def write_atomically(path, content):
    """Write bytes so that a reader sees the old file or the new one, never a part.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes

    Raises
    ------
    OSError
        When the folder cannot be written; the old file is then untouched.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def move_to_dated(path, folder, stem):
    """Move a file into a folder under a name that holds date and time, and return the new path.

    Parameters
    ----------
    path : pathlib.Path
        The file to move.
    folder : pathlib.Path
        Where it goes; made when missing.
    stem : str
        The first part of the new name: ``stem-2026-11-21T10-30-05`` and the old suffix.

    Notes
    -----
    The name is reserved by creating it, so that two moves in one second keep two files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dated = f"{stem}-{datetime.now():%Y-%m-%dT%H-%M-%S}"
    number = 1
    while True:
        ending = "" if number == 1 else f"-{number}"
        target = folder / f"{dated}{ending}{path.suffix}"
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            continue
        os.replace(path, target)
        return target


def _umask():
    """Return the process's umask (mkstemp makes private files; a notebook need not be one)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
