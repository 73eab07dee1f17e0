"""Answers that are more alike than answers of different people are.

Pieces of answers (`grader.classroom.report.shape`) are compared. A piece of the lesson's own answer
counts nothing; one that many right answers have counts little; one that hardly any right answer has
counts in full. So right answers that agree in what everybody writes are not alike, and wrong
answers with the same odd pieces are, however many there are.
"""

from dataclasses import dataclass

import numpy as np

from grader.classroom.report.attributes import promised
from grader.classroom.report.shape import shape

ALIKE = 0.85
"""Share of their pieces, by weight, that two answers have in common."""

COMMON = 1 / 8
"""Share of the right answers from which on a piece counts nothing; in two it counts in full."""

EVIDENCE_RIGHT = 12
"""Pieces that two right answers must share beyond what is common: some four unusual lines."""

EVIDENCE_WRONG = 3
"""The same for two wrong ones: one unusual line."""

STRONG = 12
"""From here on chance is no explanation; below it, short answers may be the same by chance."""


@dataclass(frozen=True)
class Group:
    """Answers that are alike.

    Attributes
    ----------
    exercise : str
    students : tuple of str
    wrong : bool
        Whether all of them are.
    evidence : float
        Unusual pieces that two of them share, on average.
    text : str
        One of the answers.
    """

    exercise: str
    students: tuple
    wrong: bool
    evidence: float
    text: str

    @property
    def strong(self):
        """Whether it is more than chance would bring about in a short answer."""
        return self.evidence >= STRONG


def suspicious(answers, given=()):
    """Find groups of answers to one exercise that are more alike than chance has it.

    Parameters
    ----------
    answers : list of grader.classroom.report.lesson.Answer
        To one exercise.
    given : iterable of str
        What everybody has: the lesson's own answer and the text that students found there.

    Returns
    -------
    list of Group
        The largest evidence first.
    """
    tried = [each for each in answers if each.status != "not attempted" and each.text.strip()]
    if len(tried) < 2:
        return []
    wrong = np.array([each.wrong for each in tried])
    common, own = _in_common(tried, wrong, given)
    both = own[:, None] + own[None, :]
    alike = 2 * common >= ALIKE * np.maximum(both, 1e-9)
    needed = np.where(wrong[:, None] & wrong[None, :], EVIDENCE_WRONG, EVIDENCE_RIGHT)
    linked = alike & (common >= needed)
    np.fill_diagonal(linked, False)
    groups = [_group(tried, wrong, common, members) for members in components(linked)]
    return sorted(groups, key=lambda group: (-group.evidence, group.students))


def likeness(texts):
    """How alike texts are, all pieces counted alike: from 0 to 1, of shape (n, n)."""
    counts, _ = _counted([shape(text).pieces for text in texts])
    common = _shared(counts, np.ones(counts.shape[1]))
    sizes = np.diag(common)
    return 2 * common / np.maximum(sizes[:, None] + sizes[None, :], 1e-9)


def components(linked):
    """The indices that belong together, as lists of two or more."""
    from scipy.sparse.csgraph import connected_components

    _, labels = connected_components(linked, directed=False)
    order = np.argsort(labels, kind="stable")
    places = np.flatnonzero(np.diff(labels[order])) + 1
    return [members.tolist() for members in np.split(order, places) if len(members) > 1]


def _in_common(tried, wrong, given):
    """Weight that two answers share, and each one's own; of shapes (n, n) and (n,)."""
    given = tuple(given)
    kept = promised(given)
    counts, names = _counted([shape(each.text, kept).pieces for each in tried])
    right = ~wrong
    spread = np.asarray((counts[right] > 0).sum(axis=0)).ravel()
    common_at = max(right.sum() * COMMON, 5.0)
    weights = np.clip(1 - (spread - 2) / (common_at - 2), 0, 1)
    known = {piece for text in given for piece in shape(text, kept).pieces}
    weights[[name in known for name in names]] = 0.0
    common = _shared(counts, weights)
    return common, np.diag(common).copy()


def _counted(found):
    """How often each has which piece: a sparse matrix of shape (n, pieces), and their names."""
    from scipy.sparse import csr_matrix

    places, entries = {}, {}
    for row, each in enumerate(found):
        for piece in each:
            key = (row, places.setdefault(piece, len(places)))
            entries[key] = entries.get(key, 0) + 1
    rows, columns = zip(*entries, strict=True) if entries else ((), ())
    shape = (len(found), max(len(places), 1))
    matrix = csr_matrix((list(entries.values()), (rows, columns)), shape=shape, dtype=float)
    return matrix, list(places) or [""]


def _shared(counts, weights):
    """Weight of the pieces that two have in common, as often as both have them."""
    total = np.zeros((counts.shape[0], counts.shape[0]))
    for times in range(1, int(counts.max()) + 1 if counts.nnz else 1):
        have = (counts >= times).astype(float)
        total += (have.multiply(weights[None, :]).tocsr() @ have.T).toarray()
    return total


def _group(tried, wrong, common, members):
    pairs = common[np.ix_(members, members)][~np.eye(len(members), dtype=bool)]
    first = min(members, key=lambda place: len(tried[place].text))
    students = tuple(sorted(tried[place].student for place in members))
    exercise = tried[first].exercise
    return Group(exercise, students, bool(wrong[members].all()), pairs.mean(), tried[first].text)
