"""What was downloaded, as a list of files that may be read; nothing is unpacked to look at it."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from grader.autograde.files import Unreadable, entries, read_bytes
from grader.classroom.downloads.names import read_name
from grader.classroom.downloads.refusing import counts, problem_of
from grader.classroom.text import printable
from grader.learner import CourseError

ZIP = ".zip"

MOST_FILES = 10_000
MOST_BYTES = 8 * 2**30
"""Of all that is downloaded at once, unpacked."""


@dataclass(frozen=True)
class Download:
    """A file among the downloads.

    Parameters
    ----------
    path : str
        Where it lies, with forward slashes: safe to be joined to a folder.
    size : int
        Bytes that it may have.
    read : callable
        Returns its bytes.
    problem : str or None
        Why it must not be read, as a sentence.
    outside : int or None
        How many parts of the path the platform gave; None for all. The rest a student named, who
        may have called a folder like another student.
    """

    path: str
    size: int
    read: Callable
    problem: str | None = None
    outside: int | None = None


def list_downloads(place):
    """List the files in a folder of downloads, or in an archive, and in the archives in there.

    Parameters
    ----------
    place : pathlib.Path
        A folder, or a zip file.

    Returns
    -------
    list of Download
        By path; what operating systems leave behind is left out. An archive that lies in another
        counts as a folder of its name, and an archive in that as a file.

    Raises
    ------
    CourseError
        There is no such place, or there is far too much in it.
    """
    if place.is_dir():
        listed = [each for entry in entries(place) for each in _opened(place, entry)]
    elif place.is_file():
        listed = _unzipped("", partial(open, place, "rb"), nested=True)
    else:
        raise CourseError(f"{place} is not there: name a folder of downloads, or a zip file.")
    kept = sorted((each for each in listed if counts(each.path)), key=lambda each: each.path)
    total = sum(each.size for each in kept)
    if len(kept) > MOST_FILES or total > MOST_BYTES:
        raise CourseError(
            f"{place} holds {len(kept)} files of {total / 2**30:.1f} GiB, which is more than the "
            f"{MOST_FILES} files of {MOST_BYTES / 2**30:g} GiB that a class may hand in: nothing "
            "has been unpacked. Look for one that nobody could have written."
        )
    return kept


def _opened(folder, entry):
    """A file of a folder; what is in it where it is an archive."""
    path, place = entry.path, folder / entry.path
    size = place.lstat().st_size

    def read():
        try:
            return read_bytes(folder, entry)
        except Unreadable as error:
            raise CourseError(str(error)) from None

    problem = problem_of(path, size) if entry.regular else f"{entry.shown} is no ordinary file."
    if problem or not _is_archive(path):
        return [Download(path, size, read, problem)]
    if "/" not in path and read_name(path, (), "") is None:  # all of a platform's, in a folder
        return _unzipped("", partial(open, place, "rb"), nested=True)
    return _students(path, read)


def _students(path, read):
    """What is in an archive that a student packed: it lies in a folder of the archive's name."""
    listed = _unzipped(f"{path[: -len(ZIP)]}/", lambda: io.BytesIO(_last(read)), nested=False)
    return [replace(each, outside=path.count("/") + 1) for each in listed]


@lru_cache(maxsize=1)
def _last(read):
    """The bytes of one archive, which is asked for them again for each file in it."""
    return read()


def _unzipped(prefix, open_file, nested):
    """The files of an archive, which is opened again for each that is read."""
    name = printable(prefix.rstrip("/") or "The archive", 100)
    try:
        with open_file() as file, zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
    except CourseError as error:
        return [Download(name, 0, bytes, str(error))]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        words = f"{name} is no zip file that can be read ({error}): download it again."
        return [Download(name, 0, bytes, words)]
    found = []
    for member in members[: MOST_FILES + 1]:
        path = prefix + member.filename.removeprefix("./")
        problem = problem_of(path, member.file_size, member)
        read = partial(_content, open_file, member, path)
        if nested and not problem and _is_archive(path) and counts(path):
            found += _students(path, read)
        else:
            found.append(Download(path, member.file_size, read, problem))
    return found


def _content(open_file, member, path):
    """A member's bytes: no more than its header says, which was looked at."""
    try:
        with open_file() as file, zipfile.ZipFile(file) as archive, archive.open(member) as stream:
            return stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise CourseError(
            f"{printable(path, 100)} cannot be unpacked ({error}): download it again."
        ) from None


def _is_archive(path):
    return path.lower().endswith(ZIP)
