"""Wrong answers: those that a known mistake explains, and those that none does."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from grader.classroom.report.similarity import likeness

LIKE = 0.75
"""Likeness from which on wrong answers stand together."""

MOST = 400
"""Wrong answers to an exercise that are compared; more would say nothing new."""


@dataclass(frozen=True)
class Kind:
    """Wrong answers of one kind.

    Attributes
    ----------
    exercise : str
    mistake : str or None
        Its name, where it is known.
    said : str
        What the mistake is, or what the most frequent verdict says.
    answers : tuple of grader.classroom.report.lesson.Answer
        The first one is the example: the one that most of the others are like.
    """

    exercise: str
    mistake: str | None
    said: str
    answers: tuple


def recognized(answers, messages):
    """The mistakes that were recognized, the most frequent first.

    Parameters
    ----------
    answers : list of grader.classroom.report.lesson.Answer
    messages : dict of (str, str) to str
        What a mistake is, by exercise and name.

    Returns
    -------
    list of Kind
    """
    found = defaultdict(list)
    for answer in answers:
        if answer.mistake:
            found[answer.exercise, answer.mistake].append(answer)
    kinds = [
        Kind(*key, messages.get(key, ""), _typical_first(group)) for key, group in found.items()
    ]
    return sorted(kinds, key=_by_size)


def unexplained(answers):
    """Wrong answers that no known mistake explains, by exercise and likeness.

    Parameters
    ----------
    answers : list of grader.classroom.report.lesson.Answer

    Returns
    -------
    list of Kind
        The largest first.
    """
    found = defaultdict(list)
    for answer in answers:
        if answer.wrong and not answer.mistake:
            found[answer.exercise].append(answer)
    kinds = [kind for group in found.values() for kind in _kinds(group[:MOST])]
    return sorted(kinds, key=_by_size)


def _kinds(answers):
    """Answers to one exercise, as groups of what is alike."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(answers) == 1:
        labels = [0]
    else:
        distances = np.clip(1 - likeness([each.text for each in answers]), 0, 1)
        np.fill_diagonal(distances, 0)
        tree = linkage(squareform(distances, checks=False), "average")
        labels = fcluster(tree, 1 - LIKE, "distance")
    groups = defaultdict(list)
    for label, answer in zip(labels, answers, strict=True):
        groups[label].append(answer)
    for group in groups.values():
        said, _ = Counter(answer.message for answer in group).most_common(1)[0]
        yield Kind(group[0].exercise, None, said, _typical_first(group))


def _typical_first(answers):
    """The answer to the fore whose text is most frequent; the shortest of those."""
    texts = Counter(answer.text for answer in answers)
    first = min(answers, key=lambda each: (-texts[each.text], len(each.text), each.text))
    return (first, *(each for each in answers if each is not first))


def _by_size(kind):
    return (-len(kind.answers), kind.exercise, kind.mistake or kind.answers[0].text)
