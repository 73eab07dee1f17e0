"""What a learner has solved, in one small JSON file in the learner's folder.

Several kernels may record at the same time, so every change is made under a lock and the file is
replaced as a whole. Trouble with the file never stops a check: it is reported in one sentence.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from grader.learner.files import move_to_dated, write_atomically
from grader.learner.records import UNTRIED, read

NAME = ".progress.json"
LOCK_NAME = ".progress.lock"
SECONDS_TO_WAIT = 10


def find_folder(start=None):
    """Return the learner's folder around ``start``, or None outside of one.

    Parameters
    ----------
    start : path-like, optional
        Where to begin; the current directory by default. The folder is the nearest one upwards
        that holds the progress file; the environment variable ``COURSE_FOLDER`` comes before it.

    Returns
    -------
    pathlib.Path or None
        None where nobody's progress is kept, as when a class is graded.
    """
    if named := os.environ.get("COURSE_FOLDER"):
        folder = Path(named).expanduser().resolve()
        return folder if folder.is_dir() else None
    start = Path(start or Path.cwd()).resolve()
    return next((each for each in (start, *start.parents) if (each / NAME).is_file()), None)


def create(folder):
    """Make an empty progress file where there is none; one that is there stays as it is."""
    if not (folder / NAME).exists():
        _try_to_change(folder, lambda records: None)


def load(folder):
    """Return the records: a dict from exercise id to a dict.

    Returns
    -------
    dict of str to dict
        Each record has ``status`` (the last), ``score`` (the best), ``points``, ``attempts``,
        ``hints`` (how many were shown), ``date`` (ISO 8601) and ``mistakes`` (a dict from the name
        of each mistake that was recognised to how often it was). A damaged file is set aside with
        a printed message, and the records in it that can still be read are kept.
    """
    try:
        records, damaged = read(folder / NAME)
    except OSError as error:
        print(f"Your progress cannot be read: {error.strerror} ({folder / NAME}).")
        return {}
    if damaged:
        _try_to_change(folder, lambda records: None)
    return records


def record(folder, exercise_id, status, score, points, mistake=None):
    """Add a check's outcome: the best score stays, the last status counts.

    Parameters
    ----------
    folder : pathlib.Path
        From `find_folder`.
    exercise_id, status : str
    score, points : float
        What was reached, and what can be reached.
    mistake : str, optional
        The name of the mistake that was recognised.
    """

    def add(records):
        old = UNTRIED | records.get(exercise_id, {})
        mistakes = dict(old["mistakes"])
        if mistake:
            mistakes[mistake] = mistakes.get(mistake, 0) + 1
        records[exercise_id] = old | {
            "status": status,
            "score": max(float(score), old["score"]),
            "points": float(points),
            "attempts": old["attempts"] + (status != "not attempted"),
            "date": datetime.now().astimezone().isoformat(timespec="seconds"),
            "mistakes": mistakes,
        }

    _try_to_change(folder, add)


def count_hint(folder, exercise_id):
    """Count one more hint of an exercise as shown, and return how many that makes."""
    shown = load(folder).get(exercise_id, UNTRIED)["hints"] + 1

    def add(records):
        nonlocal shown
        old = UNTRIED | records.get(exercise_id, {})
        shown = old["hints"] + 1
        records[exercise_id] = old | {"hints": shown}

    _try_to_change(folder, add)
    return shown


def _try_to_change(folder, change):
    """Let ``change`` edit the records under the lock; say so when they cannot be saved."""
    try:
        with FileLock(folder / LOCK_NAME, timeout=SECONDS_TO_WAIT):
            records, damaged = read(folder / NAME)
            if damaged:
                aside = move_to_dated(folder / NAME, folder, ".progress.damaged")
                print(
                    f"Your progress file was damaged: it is kept as {aside}, and "
                    f"{len(records)} records of it could be saved."
                )
            change(records)
            text = json.dumps(records, indent=1, sort_keys=True, allow_nan=False)
            write_atomically(folder / NAME, text.encode())
    except Timeout:
        print(f"Your progress was not saved: another program holds {folder / LOCK_NAME}.")
    except OSError as error:
        reason = error.strerror or error
        print(f"Your progress was not saved: {folder} cannot be written ({reason}).")
