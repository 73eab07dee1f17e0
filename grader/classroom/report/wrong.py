"""Wrong answers: those that a known mistake explains, and those that none does."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from grader.classroom.report.canonical import canonical
from grader.classroom.report.similarity import likeness

LIKE = 0.75
"""Likeness from which on wrong answers stand together."""

MOST = 400
"""Different wrong answers to an exercise that are compared, as time grows with their square."""


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

    Equal ones are one to compare, however many gave them. Where there are still too many, the
    rarest are left out.

    Parameters
    ----------
    answers : list of grader.classroom.report.lesson.Answer

    Returns
    -------
    kinds : list of Kind
        The largest first.
    left_out : dict of str to int
        How many answers are in none of them, by exercise, where there are any.
    """
    found = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        if answer.wrong and not answer.mistake:
            found[answer.exercise][canonical(answer.text)].append(answer)
    kinds, left_out = [], {}
    for exercise, equal in found.items():
        groups = sorted(equal.values(), key=len, reverse=True)
        kinds += _kinds(groups[:MOST])
        if len(groups) > MOST:
            left_out[exercise] = sum(map(len, groups[MOST:]))
    return sorted(kinds, key=_by_size), left_out


def _kinds(equal):
    """Answers to one exercise, in groups of equal ones, as groups of what is alike."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(equal) == 1:
        labels = [0]
    else:
        distances = np.clip(1 - likeness([group[0].text for group in equal]), 0, 1)
        np.fill_diagonal(distances, 0)
        tree = linkage(squareform(distances, checks=False), "average")
        labels = fcluster(tree, 1 - LIKE, "distance")
    together = defaultdict(list)
    for label, group in zip(labels, equal, strict=True):
        together[label] += group
    for group in together.values():
        said, _ = Counter(answer.message for answer in group).most_common(1)[0]
        yield Kind(group[0].exercise, None, said, _typical_first(group))


def _typical_first(answers):
    """The answer to the fore that is most frequent, whatever its names; the shortest of those."""
    texts = Counter(canonical(answer.text) for answer in answers)
    first = min(answers, key=lambda each: (-texts[canonical(each.text)], len(each.text), each.text))
    return (first, *(each for each in answers if each is not first))


def _by_size(kind):
    return (-len(kind.answers), kind.exercise, kind.mistake or kind.answers[0].text)
