"""Text with Git's merge conflict markers: the side that is the student's."""

import re

START = re.compile(r"^<<<<<<<(?: (.*))?$")
BASE = re.compile(r"^\|\|\|\|\|\|\|(?: .*)?$")
MIDDLE = re.compile(r"^=======$")
END = re.compile(r"^>>>>>>>(?: .*)?$")
STASHED = "Updated upstream"
"""What ``git stash pop`` calls the side that is NOT the student's."""


def resolve(text, is_sound):
    """Take one side of every conflict.

    Parameters
    ----------
    text : str
    is_sound : callable
        Takes a whole text with one side of each conflict, returns whether it is well formed.

    Returns
    -------
    text : str
        With the student's side ("ours") where that is sound or none is, else with the other; the
        text itself where it holds no conflict.
    side : str or None
        "yours", "the other", or None where there was no conflict.
    """
    sides = _sides(text)
    if sides is None:
        return text, None
    yours, other = sides
    if not is_sound(yours) and is_sound(other):
        return other, "the other"
    return yours, "yours"


def _sides(text):
    """The text with the student's side of each conflict, and with the other; None without one."""
    if "<<<<<<<" not in text or "=======" not in text:
        return None
    yours, other, where, found = [], [], "both", False
    for line in text.split("\n"):
        bare = line.rstrip("\r")
        if where == "both" and (start := START.match(bare)):
            found = True
            swapped = start[1] == STASHED
            where = "first"
        elif where == "first" and BASE.match(bare):
            where = "base"
        elif where in ("first", "base") and MIDDLE.match(bare):
            where = "second"
        elif where == "second" and END.match(bare):
            where = "both"
        elif where != "base":
            if where == "both" or (where == "first") != swapped:
                yours.append(line)
            if where == "both" or (where == "first") == swapped:
                other.append(line)
    return ("\n".join(yours), "\n".join(other)) if found else None
