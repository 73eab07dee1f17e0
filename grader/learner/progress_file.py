"""What a learner has solved, exercise by exercise and quiz by quiz, and how it is recorded."""

import os
from datetime import datetime
from pathlib import Path

from grader.learner.progress_store import LOCK_NAME, NAME, load, save
from grader.learner.records import PREFIX, UNTRIED

__all__ = ["LOCK_NAME", "NAME", "load"]

RESULTS = 200
"""Results of an exercise that are kept; the oldest go first."""


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
        folder = Path(os.path.realpath(os.path.expanduser(named)))
        return folder if folder.is_dir() else None
    start = Path(start or Path.cwd()).resolve()
    return next((each for each in (start, *start.parents) if (each / NAME).is_file()), None)


def create(folder):
    """Make an empty progress file where there is none; one that is there stays as it is."""
    if not (folder / NAME).exists():
        save(folder)


def record(folder, exercise_id, status, score, points, mistake=None, result=None):
    """Add a check's outcome: the best score stays, the last status counts.

    Parameters
    ----------
    folder : pathlib.Path
        From `find_folder`.
    exercise_id, status : str
    score, points : float
        What was reached, and what can be reached.
    mistake : str, optional
        The name of the mistake that was recognized.
    result : dict, optional
        What was measured, as `grader.learner.attempts.result_of` finds it.
    """

    date = _now()

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
            "date": date,
            "mistakes": mistakes,
        }
        if result is not None:
            kept = old.get("results") if isinstance(old.get("results"), list) else []
            new = result | {"score": float(score), "date": date}
            records[exercise_id]["results"] = [*kept, new][-RESULTS:]

    save(folder, add)


def count_hint(folder, exercise_id):
    """Count one more hint of an exercise as shown, and return how many that makes."""

    def add(records):
        old = UNTRIED | records.get(exercise_id, {})
        records[exercise_id] = old | {"hints": old["hints"] + 1}

    save(folder, add)
    return load(folder)[exercise_id]["hints"]


def record_choice(folder, quiz, chosen, right):
    """Keep what was chosen in a quiz: the first choice stays, beside whether the last was right.

    Parameters
    ----------
    folder : pathlib.Path
    quiz : str
        Its name.
    chosen : list of int
        Places of the options.
    right : bool
    """

    now = {"right_now": right, "date": _now()}

    def add(records):
        first = {"chosen": chosen, "right": right}
        records[PREFIX + quiz] = first | records.get(PREFIX + quiz, {}) | now

    save(folder, add)


def load_choices(folder):
    """Return what was chosen in quizzes.

    Returns
    -------
    dict of str to dict
        By the quiz's name: ``chosen`` (places of the options) and ``right`` of the first time,
        ``right_now`` and ``date`` of the last.
    """
    found = load(folder).items()
    return {key.removeprefix(PREFIX): each for key, each in found if key.startswith(PREFIX)}


def _now():
    return datetime.now().astimezone().isoformat(timespec="seconds")
