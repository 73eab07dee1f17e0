"""Mutants that are right as well: lists of them, with reasons, beside the exercises.

``grader/exercises/<topic>/mutants.toml`` has one table an exercise. Its keys are mutants' ids, as
``make mutants`` prints them, its values reasons, in one line each::

    [mixup]
    "reference | drawn once for many | own = rng.beta(...) -> *" = "One lambda a batch is right."

In a key that is no mutant's id, ``*`` stands for any text; ``[``, ``]`` and ``?`` stand for
themselves.
"""

import re
import tomllib
from pathlib import Path

from grader.exercises import TOPICS, all_exercises

FOLDER = Path(__file__).parents[2] / "grader" / "exercises"


class Listed:
    """The mutants of one exercise that are listed as right.

    Parameters
    ----------
    reasons : dict
        Of a key of the list, to its reason.
    ids : list of str
        Of all mutants of the exercise.
    """

    def __init__(self, reasons, ids):
        known = set(ids)
        self._found = {
            key: [key] if key in known else [i for i in ids if _pattern(key).fullmatch(i)]
            for key in reasons
        }
        self.ids = {i for found in self._found.values() for i in found}

    def stale(self, killed):
        """What is wrong with the list, given the ids of mutants that the check rejects.

        Returns
        -------
        list of str
        """
        sentences = [f"not made: {key}" for key, found in self._found.items() if not found]
        for key, found in self._found.items():
            rejected = [i for i in found if i in killed]
            if rejected:
                named = "" if rejected == [key] else f" (by {key})"
                sentences.append(f"rejected: {rejected[0]}{named}")
        return sentences


def _pattern(key):
    return re.compile(".*".join(map(re.escape, key.split("*"))))


def topic_of(exercise):
    """The topic that an exercise belongs to."""
    return exercise.check.__module__.split(".")[2]


def load(topic, folder=FOLDER):
    """The list of a topic; empty where there is none.

    Returns
    -------
    dict of dict
        Reasons by mutant, by exercise.

    Raises
    ------
    ValueError
        Where it names no exercise of the topic, or a mutant without a reason.
    """
    path = Path(folder) / topic / "mutants.toml"
    if not path.exists():
        return {}
    known = [e.id for e in all_exercises().values() if topic_of(e) == topic]
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    for exercise_id, reasons in found.items():
        if exercise_id not in known:
            raise ValueError(f"{path}: {topic} has no exercise {exercise_id!r}.")
        for key, reason in reasons.items():
            if not isinstance(reason, str) or not reason.strip() or "\n" in reason:
                raise ValueError(f"{path}: {key!r} needs a reason in one line.")
    return found


def load_all(folder=FOLDER):
    """The lists of all topics in one, by exercise."""
    return {key: value for topic in TOPICS for key, value in load(topic, folder).items()}
