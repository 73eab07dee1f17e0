"""Which files of a download must not be read, and which nobody handed in."""

import stat
from pathlib import Path, PurePosixPath

from grader.autograde.files import MAX_BYTES, SKIPPED_FOLDERS
from grader.classroom.text import printable

LONGEST_NAME = 255
IGNORED = {"desktop.ini", "thumbs.db"}
NOWHERE = {"", ".", ".."}
"""Parts of a path that are no name: joined to a folder, they lead out of it, or to itself."""


def problem_of(path, size, member=None):
    """Why a file must not be read, or its name be used.

    Parameters
    ----------
    path : str
        With forward slashes.
    size : int
        Bytes that it would have.
    member : zipfile.ZipInfo or None
        What the archive says of it, where it lies in one.

    Returns
    -------
    str or None
        A sentence.
    """
    parts, shown = path.split("/"), printable(path, 100)
    if NOWHERE.intersection(parts) or "\\" in path or ":" in parts[0]:
        return f"{shown} would lie outside of its folder: nobody's download is called that."
    if not path.isprintable() or any(len(part.encode()) > LONGEST_NAME for part in parts):
        return f"{shown} is no name for a file: rename it."
    if size > MAX_BYTES:
        return (
            f"{shown} would have {size / 2**20:.0f} MiB, more than the {MAX_BYTES // 2**20} MiB "
            "that a notebook may have."
        )
    if member is not None and member.flag_bits & 1:
        return f"{shown} is encrypted: download it again without a password."
    if member is not None and stat.S_ISLNK(member.external_attr >> 16):
        return f"{shown} is a link, not a file."
    return None


def counts(path):
    """Whether a person put a file there, and not an operating system."""
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") and not part.startswith("..") for part in parts)
    return not (
        hidden or set(SKIPPED_FOLDERS).intersection(parts) or Path(path).name.lower() in IGNORED
    )
