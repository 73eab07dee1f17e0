"""Which assignment an instructor means; imports nothing that takes its time."""

from grader.classroom.text import printable
from grader.learner import CourseError
from grader.learner.folder import meant


def find_assignment(names, wanted):
    """The assignment that an instructor means by ``03_dropout``, ``03``, ``3`` or ``dropout``.

    Parameters
    ----------
    names : list of str
        Of all assignments.
    wanted : str

    Returns
    -------
    str

    Raises
    ------
    CourseError
        There is none, or more than one.
    """
    found = meant(names, wanted)
    if len(found) == 1:
        return found[0]
    name = printable(wanted)
    if found:
        raise CourseError(f"{name!r} may mean {' or '.join(found)}: give the whole name of one.")
    there = f"There are: {', '.join(names)}." if names else "None has been released yet."
    raise CourseError(f"No assignment {name!r} has been released. {there}")


def released_in(folder):
    """The names of the assignments that have a notebook in a folder, sorted."""
    return sorted({found.parent.name for found in folder.glob("*/*.ipynb")})
