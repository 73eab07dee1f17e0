"""What a record of an exercise or of a quiz is, and which of those in a file are sound."""

import json
import math

UNTRIED = {
    "status": "not attempted",
    "score": 0.0,
    "points": 0.0,
    "attempts": 0,
    "hints": 0,
    "date": None,
    "mistakes": {},
}


PREFIX = "quiz:"
"""Begins the keys of records of quizzes."""


CHOICE = {"chosen", "right", "right_now", "date"}


def read(path):
    """Return the records of a file that are sound, and whether anything else was in it.

    Parameters
    ----------
    path : pathlib.Path
        A file that is missing has no records.

    Returns
    -------
    tuple of (dict of str to dict, bool)

    Raises
    ------
    OSError
        When there is a file and it cannot be read.
    """
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, False
    except (ValueError, RecursionError):
        return {}, True
    if not isinstance(content, dict):
        return {}, True
    current = {key: _in_the_present_form(each) for key, each in content.items()}
    sound = {
        key: each
        for key, each in current.items()
        if (_is_choice(each) if key.startswith(PREFIX) else _is_record(each))
    }
    return sound, len(sound) < len(content)


def best_score(records, exercise):
    """The best score on record, never more than the exercise gives: its points may have changed."""
    return min(records.get(exercise.id, {}).get("score", 0.0), exercise.points)


def _in_the_present_form(value):
    """The record itself, or what one of an earlier form, which kept the last mistake, says."""
    if not isinstance(value, dict) or "mistake" not in value:
        return value
    last = value["mistake"]
    rest = {key: each for key, each in value.items() if key != "mistake"}
    return {"mistakes": {} if last is None else {last: 1}} | rest


def _is_record(value):
    """Tell whether a record has all its fields, each of the kind that others count on."""
    if not isinstance(value, dict) or not value.keys() >= UNTRIED.keys():
        return False
    return (
        isinstance(value["status"], str)
        and all(type(value[key]) is int and value[key] >= 0 for key in ("attempts", "hints"))
        and all(
            type(value[key]) in (int, float) and 0 <= value[key] < math.inf
            for key in ("score", "points")
        )
        and isinstance(value["date"], str | None)
        and isinstance(value["mistakes"], dict)
        and all(type(count) is int and count > 0 for count in value["mistakes"].values())
    )


def _is_choice(value):
    """Tell the same of a record of a quiz."""
    if not isinstance(value, dict) or not value.keys() >= CHOICE:
        return False
    return (
        isinstance(value["chosen"], list)
        and all(type(place) is int and place >= 0 for place in value["chosen"])
        and all(type(value[key]) is bool for key in ("right", "right_now"))
        and isinstance(value["date"], str)
    )
