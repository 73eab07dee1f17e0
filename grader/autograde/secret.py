"""The secret that ``nbgrader submit`` leaves: by it a student's feedback is found again."""

import os

from grader.autograde.files import Entry, Unreadable, read_bytes

NAME = "submission_secret.txt"
MAX_LENGTH = 1000


def read_secret(folder):
    """Read ``submission_secret.txt`` in a submission's folder.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    str or None
        To the letter; None where there is none that can be used.
    """
    if not os.path.lexists(folder / NAME):
        return None
    try:
        text = read_bytes(folder, Entry(NAME, True)).decode()
    except (Unreadable, UnicodeError):
        return None
    return text if 0 < len(text) <= MAX_LENGTH else None
