"""What of a submission may not be read here: that is no fault of the student's."""

import errno
import os
from itertools import islice

from grader.autograde.files import MAX_FILES, Entry, open_below, walk

THEIRS = {0, errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO}
"""Errors of what a student may hand in, such as a link that leads nowhere."""


def refusal(folder):
    """Say what in a submission's folder cannot be opened, as for lack of a right.

    Parameters
    ----------
    folder : path-like
        ``submitted/STUDENT/LESSON``.

    Returns
    -------
    str or None
        A sentence for the instructor; what is hidden is not asked for.
    """
    for name, error in _errors(os.fspath(folder)):
        if error.errno not in THEIRS and "/." not in name:
            shown = Entry(name, False).shown
            return f"{shown} cannot be read ({error.strerror}): give yourself the right."
    return None


def _errors(folder):
    """Each path that could not be opened, from the folder's name on, and why."""
    home, unlisted = os.path.basename(folder), []
    try:
        for entry in islice(walk(folder, unlisted.append), MAX_FILES):
            if entry.regular:
                try:
                    os.close(open_below(folder, entry.path.split("/")))
                except OSError as error:
                    yield f"{home}/{entry.path}", error
    except OSError as error:
        yield home, error
    for error in unlisted:
        yield f"{home}/{error.filename}" if isinstance(error.filename, str) else home, error
