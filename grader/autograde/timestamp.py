"""When a submission was handed in, as nbgrader reads it, but without failing on what it cannot."""

import contextlib
import os
from datetime import UTC, datetime

from grader.autograde.files import Entry, read_bytes

NAME = "timestamp.txt"
MAX_LENGTH = 100
UNREADABLE = "timestamp.txt could not be read: the time of submission is not known."


def read_timestamp(folder):
    """Read ``timestamp.txt`` in a submission's folder.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    timestamp : datetime.datetime or None
        UTC, without a time zone, as in nbgrader's gradebook; None where there is none.
    repairs : tuple of str
    """
    from nbgrader.utils import parse_utc

    if not os.path.lexists(folder / NAME):
        return None, ()
    try:
        text = read_bytes(folder, Entry(NAME, True)).decode().strip()
        if len(text) > MAX_LENGTH:
            return None, (UNREADABLE,)
        return (parse_utc(text), ()) if text else (None, ())
    # The parser of dates behind it fails in many ways on text that is none.
    except Exception:
        return None, (UNREADABLE,)


def read_arrival(folder):
    """Since when a folder and the files in it have been as they are; None where nothing is there.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    datetime.datetime or None
        UTC, without a time zone.
    """
    with contextlib.suppress(OSError):
        changed = [path.lstat().st_mtime for path in (folder, *folder.iterdir())]
        return in_utc(max(changed))
    return None


def in_utc(seconds):
    """A moment, in seconds since 1970, as nbgrader's gradebook has it: UTC, without a time zone."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
