"""The code behind an experiment, one call away."""

import inspect
import textwrap

from grader.lab.cards import Note


def show_code(thing):
    """Show the source of a function, a class or a module of the course.

    Parameters
    ----------
    thing : callable or module

    Returns
    -------
    grader.lab.cards.Note

    Raises
    ------
    TypeError
        If it is nothing that was written in Python.
    """
    try:
        source = inspect.getsource(inspect.unwrap(thing) if callable(thing) else thing)
    except (OSError, TypeError):
        name = getattr(thing, "__name__", repr(thing))
        raise TypeError(
            f"Expected a function, class or module written in Python, but got {name}."
        ) from None
    name = getattr(thing, "__qualname__", thing.__name__)
    module = f" ({thing.__module__})" if hasattr(thing, "__module__") else ""
    return Note(f"{name}{module}", code=textwrap.dedent(source).rstrip())
