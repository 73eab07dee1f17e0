"""Files that a student handed in beside the notebook: modules and data that answers use."""

from grader.autograde import secret, timestamp
from grader.autograde.files import Unreadable, entries, read_bytes

MAX_FILES = 200
MAX_BYTES = 16 * 2**20
"""Bytes of all of them: they travel with the submission."""

NEVER = {timestamp.NAME, secret.NAME}


def read_beside(folder, notebook):
    """Read what lies beside a submission's notebook and below.

    Parameters
    ----------
    folder : path-like
        ``submitted/STUDENT/LESSON``.
    notebook : str
        The path of the notebook that was taken, below the folder.

    Returns
    -------
    files : dict of str to bytes
        By their paths from the notebook's folder. Links, hidden files and other notebooks are not
        among them.
    repairs : tuple of str
    """
    home, files, left, behind = notebook.rpartition("/")[0], {}, MAX_BYTES, 0
    for entry in entries(folder):
        path = entry.path.removeprefix(f"{home}/") if home else entry.path
        if (home and path == entry.path) or not _may_be_used(entry, path):
            continue
        try:
            if len(files) >= MAX_FILES:
                raise Unreadable("There are too many.")
            files[path] = read_bytes(folder, entry, left)
            left -= len(files[path])
        except Unreadable:
            behind += 1
    words = "Files beside the notebook that were too large, too many or unreadable were left out"
    return files, (f"{words}: {behind}.",) if behind else ()


def _may_be_used(entry, path):
    hidden = any(part.startswith(".") for part in path.split("/"))
    named = ".ipynb" in entry.name.casefold() or path in NEVER
    return entry.regular and not hidden and not named
