"""Which exercise an answer is for, and what to say to whatever is no answer at all."""

import inspect

from grader.exercises import all_exercises, find
from grader.remote.models import is_keras_model
from grader.remote.plain import describe, shown, to_plain

NOTHING = object()
"""Stands for an argument that was not given."""


class NoAnswer(Exception):
    """What came cannot be judged; the message says what was expected and what to do."""

    def __init__(self, name, message, points=0.0):
        super().__init__(message)
        self.name, self.points = name, points


def exercise_for(answer, exercise, names):
    """The exercise that an answer is for.

    Parameters
    ----------
    answer : object
        Whatever came.
    exercise : object
        The id of the exercise, or None where the answer's name says it.
    names : dict
        The notebook's variables: a lambda is called what its variable is.

    Raises
    ------
    NoAnswer
    """
    if answer is NOTHING:
        raise NoAnswer("check", "Expected your function, as in check(standardize); got nothing.")
    if isinstance(answer, str):
        raise NoAnswer(
            _one_line(answer),
            "Expected your function itself; got a text. Write its name without quotation marks.",
        )
    wanted = name_of(answer, names) if exercise is None else exercise
    try:
        found = find(wanted)
    except LookupError as error:
        if exercise is None and (not callable(answer) or is_keras_model(answer)):
            raise NoAnswer(_type(answer), _no_function(answer)) from None
        raise NoAnswer(_one_line(wanted), str(error)) from None
    if (
        isinstance(found.reference, type)
        and not isinstance(answer, type)
        and _is_made(answer, found)
    ):
        message = f"Expected the class {found.id} itself; got an object of it. Write "
        raise NoAnswer(found.id, f"{message}check({found.id}), without more.", found.points)
    if not callable(answer):
        raise NoAnswer(found.id, _no_function(answer, found.id), found.points)
    return found


def name_of(answer, names):
    """Id of an exercise: given itself, or the name of a function, or what the notebook calls it."""
    if isinstance(answer, str):
        return answer
    known = all_exercises()
    name = _text(inspect.getattr_static(answer, "__name__", None)) or _given_name(answer)
    if name in known:
        return name
    called = [key for key, value in names.items() if value is answer and key in known]
    return called[0] if called else name or _type(answer)


def _given_name(answer):
    """Its `__name__`, whatever an object of somebody's own makes of being asked for it."""
    try:
        return _text(getattr(answer, "__name__", None))
    except Exception:
        return None


def _text(value):
    return str(value) if isinstance(value, str) else None


def _one_line(name):
    return shown(" ".join(name.split()), 80) if isinstance(name, str) else _type(name)


def _type(answer):
    return type(answer).__name__


def _is_made(answer, exercise):
    return not callable(answer) or _type(answer) == exercise.id


def _no_function(answer, name="standardize"):
    """What to say where a value came instead of a function."""
    try:
        what = describe(to_plain(answer))
    except Exception:
        what = f"an object of type {_type(answer)}"
    return (
        f"Expected your function itself, as in check({name}); got {what}. Write the function's "
        "name alone, without parentheses and arguments after it."
    )
