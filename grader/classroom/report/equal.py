"""Wrong answers that many gave alike.

Short ones say little of where they come from: a known mistake is made by many, each alone. So they
are told apart from `grader.classroom.report.similarity`, which weighs what is unusual.
"""

from collections import defaultdict
from dataclasses import dataclass

from grader.classroom.report.canonical import canonical

FEWEST = 5
"""Students from which on a group is told."""


@dataclass(frozen=True)
class Equal:
    """Wrong answers that are the same but for names, comments and blank space.

    Attributes
    ----------
    exercise : str
    students : tuple of str
    answer : grader.classroom.report.lesson.Answer
        One of them.
    """

    exercise: str
    students: tuple
    answer: object


def equal_wrong(answers, given=()):
    """Find groups of equal wrong answers to one exercise.

    Parameters
    ----------
    answers : list of grader.classroom.report.lesson.Answer
        To one exercise.
    given : iterable of str
        What everybody has: the lesson's own answer and the text that students found there.

    Returns
    -------
    list of Equal
        The largest first.
    """
    nothing = {"", *map(canonical, given)}
    found = defaultdict(list)
    for answer in answers:
        if answer.wrong and (text := canonical(answer.text)) not in nothing:
            found[text].append(answer)
    groups = [
        Equal(group[0].exercise, tuple(sorted(each.student for each in group)), group[0])
        for group in found.values()
        if len(group) >= FEWEST
    ]
    return sorted(groups, key=lambda group: (-len(group.students), group.students))
