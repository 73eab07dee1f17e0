"""Folders that students handed in for no assignment that can be graded: no table has them."""

import contextlib
import os
from pathlib import Path

from grader.classroom.lookalikes import spelled_alike
from grader.classroom.text import printable

NAMED = 5
GRADED = b'"grade": true'
"""How nbgrader's mark of a graded cell stands in a notebook."""


def told(submitted, released):
    """Name the folders ``STUDENT/NAME`` where no assignment with graded cells is called so.

    Parameters
    ----------
    submitted, released : pathlib.Path
        Of all submissions, and of all released assignments.

    Returns
    -------
    str or None
        A sentence for the end of a run, if there are any.
    """
    known = _gradable(released)
    alike = {spelled_alike(name): name for name in known}
    found = [(path, alike.get(spelled_alike(path.name))) for path in _strays(submitted, known)]
    if not found:
        return None
    named = [_shown(*each) for each in found[:NAMED]]
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return f"Handed in for no assignment that can be graded: {', '.join(named)}{more}."


def _gradable(released):
    found = released.glob("*/*.ipynb")
    return {path.parent.name for path in found if GRADED in path.read_bytes()}


def _strays(submitted, known):
    for student in _folders(submitted):
        yield from (each for each in _folders(student) if each.name not in known)


def _folders(place):
    """The folders in a folder, sorted; what is hidden is none."""
    with contextlib.suppress(OSError), os.scandir(place) as listed:
        found = [each.name for each in listed if each.is_dir(follow_symlinks=False)]
        return [Path(place, name) for name in sorted(found) if not name.startswith(".")]
    return []


def _shown(path, meant):
    shown = printable(f"{path.parent.name}/{path.name}")
    return f"{shown} (is {meant} meant?)" if meant else shown
