"""Exams: an assignment whose hints and solutions stay closed, for good or until a date.

The file ``exam.toml`` beside the notebook says so; it comes with the release.
"""

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path

from grader.learner import CourseError

NAME = "exam.toml"
UNTIL = "until"


def read(folder):
    """Read until when an assignment is an exam.

    Parameters
    ----------
    folder : pathlib.Path
        Of its notebook.

    Returns
    -------
    bool
        Whether it is one.
    datetime.datetime or None
        Until when, in UTC where no zone is given; None for good.

    Raises
    ------
    CourseError
        The file cannot be understood.
    """
    try:
        said = tomllib.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False, None
    except (OSError, ValueError) as error:
        raise CourseError(f"{NAME} cannot be read ({error}): mend it.") from None
    until = said.pop(UNTIL, None)
    if said or not isinstance(until, date | None):
        raise CourseError(
            f"{NAME} is empty, or has one line such as `{UNTIL} = 2035-02-01T12:00:00Z`; "
            f"it holds {', '.join(said) or repr(until)}."
        )
    if until is not None and not isinstance(until, datetime):
        until = datetime.combine(until, time())
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return True, until


def closed(folder=None, now=None):
    """Why hints and solutions are closed where a notebook runs.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Of the notebook; the working directory by default.
    now : datetime.datetime, optional

    Returns
    -------
    str or None
        A sentence; None where they are open. What cannot be understood keeps them closed.
    """
    try:
        is_exam, until = read(folder or Path.cwd())
    except CourseError:
        is_exam, until = True, None
    if not is_exam or (until is not None and (now or datetime.now(UTC)) >= until):
        return None
    when = f" until {until:%Y-%m-%d %H:%M %Z}" if until else ""
    return f"This is an exam: hints and solutions stay closed{when}."
