"""Which cell of a lesson, old and new, each cell of a learner's notebook is."""

from collections import defaultdict

from grader.autograde.claims import bare, claim, grade_id, is_answer, is_check, same_text
from grader.learner.text_ids import is_as_released


class Match:
    """The learner's cells beside those of the new version and of the one that was copied.

    Parameters
    ----------
    lesson : str
    mine, new : list of NotebookNode
    old : list of NotebookNode or None
        None where it is not known: then a cell whose id belongs to its text is the lesson's.
    """

    def __init__(self, lesson, mine, new, old):
        self._lesson, self._mine, self._new, self._old = lesson, mine, new, old
        self._in_new = self._one_each(claim(new, mine), new)
        self._in_old = self._one_each(claim(old, mine), old) if old else [None] * len(mine)
        self._old_ids = {cell.id: cell for cell in old or ()}

    def place(self, index):
        """Place in the new version that one of the learner's cells has, None where it has none."""
        return self._in_new[index]

    def before(self, place, index):
        """Text of the earlier version's cell in that place, None where it is not known."""
        if old := self._old_ids.get(self._new[place].id):
            return old.source
        if self._old is None:  # an id that belongs to a text had no other text before
            now, mine = self._new[place], self._mine[index]
            if is_answer(mine) and _is_untouched(mine):
                return mine.source
            return now.source if is_as_released(self._lesson, now) else None
        at = self._in_old[index]
        return None if at is None else self._old[at].source

    def is_own(self, index):
        """Whether a cell without a place is the learner's: no text that the course has taken out.

        A cell without any text is nobody's.
        """
        cell, at = self._mine[index], self._in_old[index]
        if not cell.source.strip() and not cell.get("attachments"):
            return False
        if at is not None:
            return not same_text(cell.source, self._old[at].source)
        return not is_as_released(self._lesson, cell)

    def withdrawn(self, index):
        """The exercise that a cell without a place answers, None where it answers none."""
        at = self._in_old[index]
        cell = self._mine[index] if at is None else self._old[at]
        known = {grade_id(each) for each in self._new}
        return grade_id(cell) if is_answer(cell) and grade_id(cell) not in known else None

    def is_new(self, place):
        """Whether the earlier version had no such cell; False where that is not known."""
        return self._old is not None and self._new[place].id not in self._old_ids

    def _one_each(self, places, lesson):
        """Leave each place to one cell: one that was written, else that of the lesson's own id."""
        rivals = defaultdict(list)
        for index, place in enumerate(places):
            if place is not None:
                rivals[place].append(index)

        def rank(index):
            cell, there = self._mine[index], lesson[places[index]]
            written = is_answer(there) and bare(cell.source) not in ("", bare(there.source))
            return written, cell.get("id") == there.id, -index

        chosen = {max(indices, key=rank) for indices in rivals.values()}
        return [place if index in chosen else None for index, place in enumerate(places)]


def is_locked(cell):
    """Whether a cell of a lesson's is not the learner's to edit."""
    return is_check(cell) or not cell.metadata.get("editable", True)


def _is_untouched(cell):
    """Whether a cell still has the text that nbgrader noted a checksum of when it was released."""
    from nbgrader.utils import compute_checksum  # which takes a second to import

    return cell.metadata["nbgrader"].get("checksum") == compute_checksum(cell)
