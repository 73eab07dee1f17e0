"""The exercises, one package a topic and one module an exercise.

A topic's package says which `LESSON` it belongs to and lists its modules as `EXERCISES`, in the
order of the lesson. Each module makes one `grader.exercise.Exercise`.
"""

import difflib
import functools
import importlib

from grader.exercise import Exercise

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
    return found


def find(exercise_id):
    """The exercise of this id.

    Raises
    ------
    LookupError
        With the ids that look alike.
    """
    known = all_exercises()
    if exercise_id in known:
        return known[exercise_id]
    alike = difflib.get_close_matches(str(exercise_id), known, n=1)
    advice = f"Did you mean {alike[0]}?" if alike else f"There are: {', '.join(known)}."
    raise LookupError(f"No exercise is called {exercise_id!r}. {advice}")
