"""The exercises, one package a topic and one module an exercise.

A topic's package says which `LESSON` it belongs to and lists its modules as `EXERCISES`, in the
order of the lesson. Each module makes one `grader.exercise.Exercise`.
"""

import difflib
import functools
import importlib

from grader.exercise import Exercise
from grader.own_work import protect

TOPICS = (
    "start",
    "overfitting",
    "l1_l2",
    "dropout",
    "augmentation",
    "early_stopping",
    "batch_norm",
    "combining",
)


@functools.cache
def all_exercises():
    """All exercises by id, in the order of the lessons."""
    found = {}
    for topic in TOPICS:
        package = importlib.import_module(f"grader.exercises.{topic}")
        for name in package.EXERCISES:
            module = importlib.import_module(f"{package.__name__}.{name}")
            (exercise,) = (v for v in vars(module).values() if isinstance(v, Exercise))
            found[exercise.id] = exercise
    protect(found.values())
    return found


def find(exercise_id):
    """The exercise of this id.

    Raises
    ------
    LookupError
        With the ids that look alike.
    """
    known = all_exercises()
    if not isinstance(exercise_id, str):
        kind = type(exercise_id).__name__
        raise LookupError(f"Expected the name of an exercise as a text; got one of type {kind}.")
    if exercise_id in known:
        return known[exercise_id]
    alike = difflib.get_close_matches(exercise_id[:80], known, n=1)
    advice = "Give its name as well, as in check(f, 'standardize'); progress() lists all names."
    advice = f"Did you mean {alike[0]}?" if alike else advice
    raise LookupError(f"No exercise is called {exercise_id[:80]!r}. {advice}")
