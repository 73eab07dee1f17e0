"""What a new assignment or notebook is called, and where its source goes."""

import re
from pathlib import Path

from grader.build.errors import BuildError
from grader.classroom.text import printable
from grader.learner.folder import meant

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
LONGEST = 60
"""Characters of what is no name that a message shows."""


def new_path(root, name, notebook=None):
    """Where a new source is to be, which is not there yet.

    Parameters
    ----------
    root : pathlib.Path
        The course directory.
    name : str
        Of the assignment.
    notebook : str, optional
        Of an assignment with several notebooks, the one that is begun.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    BuildError
        The name is none, taken, or means another assignment.
    """
    for each in (name, name if notebook is None else notebook):
        if not NAME.fullmatch(each):
            raise BuildError(
                f"{printable(each, LONGEST)!r} is no name for an assignment or notebook: use "
                "letters, digits, '_' and '-', such as hw1."
            )
    _check_short(root, name)
    is_lesson = _is_lesson(name)
    if is_lesson and notebook is not None:
        raise BuildError(f"{name} is a lesson, which has one notebook: choose another name.")
    may_have_more = (root / "solutions" / name).exists() and not is_lesson
    if may_have_more and notebook is not None:
        taken = [Path("solutions", name, f"{notebook}{ending}") for ending in (".py", ".ipynb")]
    else:
        taken = [Path(folder, name) for folder in ("solutions", "notebooks")]
    if there := [path for path in taken if (root / path).exists()]:
        offer = may_have_more and notebook is None
        advice = f", or add --notebook to put another notebook into {name}" if offer else ""
        raise BuildError(f"{there[0]} is there already: choose another name{advice}.")
    return root / "solutions" / name / f"{notebook or name}.py"


def _check_short(root, name):
    """Refuse what commands take for another assignment: ``course grade 03`` grades 03_dropout."""
    found = [*root.glob("solutions/*/"), *root.glob("notebooks/*/")]
    names = sorted({path.name for path in found if NAME.fullmatch(path.name)})
    if name not in names and (others := meant(names, name)):
        raise BuildError(
            f"{name!r} is short for {others[0]}, as in `course grade {name}`: choose another name."
        )


def _is_lesson(name):
    from grader.exercises import all_exercises

    return any(exercise.lesson == name for exercise in all_exercises().values())
