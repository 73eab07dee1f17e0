"""The progress file as it is read and written: under a lock, as a whole, and nothing dropped.

Several kernels may record at the same time. What cannot be saved is kept in this process and saved
with the next change that can be; it is said once, and never stops a check.
"""

import copy
import json

from filelock import Timeout

from grader.learner import trouble
from grader.learner.files import keep_copy, write_atomically
from grader.learner.locks import held
from grader.learner.records import read

NAME = ".progress.json"
LOCK_NAME = ".progress.lock"
SECONDS_TO_WAIT = 10
SECONDS_TO_WAIT_AGAIN = 0.2
"""The same once a change had to wait in vain."""

_unsaved = {}
"""Changes by the folder that they could not be written to."""
_told = set()
"""Folders and reasons about which the learner was told."""


def load(folder):
    """Return the records of a folder, with the changes that could not be saved so far.

    Returns
    -------
    dict of str to dict
        By exercise id, those of quizzes among them. Each has ``status`` (the last), ``score`` (the
        best), ``points``, ``attempts``, ``hints`` (how many were shown), ``date`` (ISO 8601) and
        ``mistakes`` (a dict from the name of each mistake that was recognized to how often it was),
        and, where an exercise measures something, ``results`` (a list of dicts, one an attempt). A
        damaged file is repaired with a printed message: the records in it that can still be read
        stay, and so does a copy of it.
    """
    try:
        records, damaged = read(folder / NAME)
    except OSError as error:
        _tell(folder, f"Your progress cannot be read: {error.strerror} ({folder / NAME}).")
        records, damaged = {}, False
    if damaged:
        save(folder)
    for change in _unsaved.get(folder, ()):
        change(records)
    return records


def save(folder, change=None):
    """Let a change edit the records and write them; without one the file is made or repaired.

    Parameters
    ----------
    folder : pathlib.Path
    change : callable, optional
        Edits the dict of records in place; is called again where it could not be saved at once.
    """
    waiting = _unsaved.setdefault(folder, [])
    seconds = SECONDS_TO_WAIT_AGAIN if waiting else SECONDS_TO_WAIT
    if change is not None:
        waiting.append(change)
    try:
        with held(folder / LOCK_NAME, seconds):
            _write(folder, waiting)
    except ValueError:  # JSON cannot hold it, now or later
        waiting.remove(change)
        raise
    except Timeout:
        problem = f"another program holds {folder / LOCK_NAME}"
        _tell(folder, _not_saved(problem, "Close other programs that use it"))
    except OSError as error:
        problem = f"{folder / NAME} cannot be written ({error.strerror or error})"
        _tell(folder, _not_saved(problem, trouble.advice(error).partition(",")[0]))


def _write(folder, waiting):
    """Read, change and write the records; only then is a change no longer waiting."""
    records, damaged = read(folder / NAME)
    kept = len(records)
    before = copy.deepcopy(records)
    for change in waiting:
        change(records)
    aside = keep_copy(folder / NAME, folder, ".progress.damaged") if damaged else None
    if damaged or records != before or not (folder / NAME).exists():
        text = json.dumps(records, indent=1, sort_keys=True, allow_nan=False)
        write_atomically(folder / NAME, text.encode())
    waiting.clear()
    _told.difference_update([each for each in _told if each[0] == folder])
    if damaged:
        print(
            f"Your progress file was damaged: it is kept as {aside}, and {kept} records of it "
            "could be saved."
        )


def _not_saved(problem, first):
    """Two sentences: what is wrong and what became of the work, and what to do."""
    return (
        f"Your progress was not saved, as {problem}: it is kept until this program ends. "
        f"{first}, and the next check saves it."
    )


def _tell(folder, sentences):
    """Print what is wrong the first time."""
    if (folder, sentences) not in _told:
        _told.add((folder, sentences))
        print(sentences)
