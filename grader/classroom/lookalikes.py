"""Students whose ids look alike: one student in two folders, or in another spelling."""

import unicodedata
from collections import defaultdict
from dataclasses import replace

from grader.classroom.text import printable

INVISIBLE = "Cf"
"""Unicode's category of signs that say how others are to be set: joiners, directions, hyphens."""


def spelled_alike(student):
    """What is the same for ids that people take for one.

    Letters' case, blanks and Unicode's forms make no difference, nor do signs that nobody sees.
    """
    # First, as such a sign may stand between a letter and its accent.
    seen = "".join(sign for sign in student if unicodedata.category(sign) != INVISIBLE)
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


def settle(handed, roster):
    """Say of each folder whose name looks like another student's what is wrong with it.

    Parameters
    ----------
    handed : list of grader.classroom.submissions.Handed
    roster : set of str
        Students that the gradebook knew before.

    Returns
    -------
    list of grader.classroom.submissions.Handed
        One that is not in the roster and looks like somebody who is cannot be graded: its points
        would go to a student whom nobody enrolled. Where that does not decide, both are graded.
    """
    alike = defaultdict(set)
    for student in {*roster, *(each.student for each in handed)}:
        alike[spelled_alike(student)].add(student)
    return [_settled(each, alike[spelled_alike(each.student)], roster) for each in handed]


def _settled(each, alike, roster):
    others = sorted(alike - {each.student})
    enrolled = [other for other in others if other in roster]
    if each.problem or not others:
        return each
    name = printable(repr(each.student))
    if enrolled and each.student not in roster:
        known = printable(repr(enrolled[0]))
        words = (
            f"The folder {name} looks like {known}, who is in the gradebook: rename the folder, or "
            f"add {name} with `nbgrader db student add` if that is somebody else."
        )
        return replace(each, problem=words)
    listed = ", ".join(printable(repr(other)) for other in others)
    return replace(each, notices=(f"Looks like {listed}: is that the same student?",))
