"""The course's own answers cannot be called from inside an answer that is being checked.

Lessons import them to compare with; an answer that hands its arguments on to one is nobody's work.
"""

import contextlib
import functools
import inspect
import sys

_checked = []
"""The ids of exercises whose answers are being called."""


class CallsTheCourse(RuntimeError):
    """An answer called the course's own answer."""


@contextlib.contextmanager
def required(exercise_id):
    """Call an answer: what `protect` was given refuses to be called meanwhile."""
    _checked.append(exercise_id)
    try:
        yield
    finally:
        _checked.pop()


def protect(exercises):
    """Have the references of exercises, and what stands beside them, refuse calls from answers.

    That holds for their public names; the exercises themselves keep what they have, so a check is
    never refused anything.

    Parameters
    ----------
    exercises : iterable of grader.exercise.Exercise
    """
    references = [exercise.reference for exercise in exercises]
    for own in filter(inspect.isclass, references):
        own.__init__ = _refusing(own.__init__, own.__name__)
    for module in {own.__module__ for own in references}:
        public = vars(sys.modules[module])
        for name, own in list(public.items()):
            is_own = inspect.isfunction(own) and own.__module__ == module
            if is_own and not name.startswith("_"):
                public[name] = _refusing(own, name)


def _refusing(function, name):
    @functools.wraps(function)
    def refusing(*args, **kwargs):
        if _checked:
            raise CallsTheCourse(
                f"your {_checked[-1]} calls {name} of the course. It is there to compare with: "
                "write the steps yourself"
            )
        return function(*args, **kwargs)

    return refusing
