"""A learner's work carried into a newer version of its lesson, cell by cell."""

import copy
import secrets
from collections import defaultdict

from nbformat.v4 import new_markdown_cell

from grader.autograde.claims import bare, grade_id, is_answer, same_text
from grader.learner.update.matching import Match, is_locked
from grader.learner.update.signatures import is_asked_otherwise
from grader.learner.update.summary import Summary

NOTE = """**This exercise has changed.** The new version asks for

```python
{stub}
```

The cell below is your answer to the earlier version, as you wrote it. Change it to fit, then delete
this note."""


def merge(lesson, mine, new, old=None):
    """Put a learner's answers and own cells into a newer version of the lesson.

    Parameters
    ----------
    lesson : str
        Its name.
    mine : NotebookNode
        The learner's notebook.
    new : NotebookNode
        The lesson as it is released now.
    old : NotebookNode, optional
        The lesson that the learner's was copied from; without it, what differs from the new version
        counts as the learner's.

    Returns
    -------
    notebook : NotebookNode
        The new version's cells in their order. An answer stands in its exercise's cell; a cell that
        the learner has added, or edited where the course has changed it too, follows the nearest
        cell above it that still exists.
    Summary
    """
    return _Merge(lesson, mine, new, old).result()


class _Merge:
    def __init__(self, lesson, mine, new, old):
        self.new, self.mine = new, mine
        self.match = Match(lesson, mine.cells, new.cells, old.cells if old else None)
        self.summary = Summary()
        self.own = defaultdict(list)
        self.taken = {cell.id for cell in new.cells}

    def result(self):
        lessons = self._place_all()
        cells = list(self.own[-1])
        for place, cell in enumerate(self.new.cells):
            cells += lessons.get(place) or [self._new_one(place, cell)]
            cells += self.own[place]
        notebook = copy.deepcopy(self.new)
        notebook.cells = cells
        notebook.metadata = {**self.mine.metadata, **notebook.metadata}
        return notebook, self.summary

    def _place_all(self):
        """The cells in place of each of the lesson's that the learner has; own ones go aside."""
        lessons, above = {}, -1
        for index, cell in enumerate(self.mine.cells):
            place = self.match.place(index)
            if place is not None:
                above = place
                lessons[place] = self._lessons(place, index, cell)
            elif self.match.is_own(index):
                if exercise := self.match.withdrawn(index):
                    self.summary.withdrawn.append(exercise)
                self._keep(above, cell)
        return lessons

    def _new_one(self, place, cell):
        self.summary.added += self.match.is_new(place)
        return copy.deepcopy(cell)

    def _lessons(self, place, index, cell):
        """A cell of the lesson's, with what the learner has made of it."""
        now, before = self.new.cells[place], self.match.before(place, index)
        result = copy.deepcopy(now)
        if is_answer(now):
            return self._answer(result, cell, before)
        if same_text(cell.source, now.source):
            return [_with_text_of(cell, result)]
        is_edited = not is_locked(now) and (before is None or not same_text(cell.source, before))
        if is_edited and before is not None and same_text(before, now.source):
            return [_with_text_of(cell, result)]
        if is_edited:  # by both, or nobody knows by whom
            self._keep(place, cell)
        self.summary.renewed += 1
        return [result]

    def _answer(self, result, cell, before):
        """An exercise's cell: the learner's answer, unless that is a stub of the lesson's."""
        if bare(cell.source) in ("", bare(result.source), bare(before or "")):
            self.summary.renewed += not same_text(cell.source, result.source)
            return [result]
        exercise, stub = grade_id(result), result.source
        self.summary.answers.append(exercise)
        answer = _with_text_of(cell, result)
        if not is_asked_otherwise(stub, before, cell.source):
            return [answer]
        self.summary.signatures.append(exercise)
        note = NOTE.format(stub=stub)
        return [new_markdown_cell(note, id=self._fresh_id(None)), answer]

    def _keep(self, above, cell):
        """Put a cell of the learner's own below one of the lesson's, without nbgrader's marks."""
        own = copy.deepcopy(cell)
        for mark in ("nbgrader", "deletable", "editable"):
            own.metadata.pop(mark, None)
        own.id = self._fresh_id(own.get("id"))
        self.own[above].append(own)
        self.summary.kept += 1

    def _fresh_id(self, wanted):
        while not wanted or wanted in self.taken:
            wanted = secrets.token_hex(4)
        self.taken.add(wanted)
        return wanted


def _with_text_of(mine, cell):
    """A cell of the lesson's with the learner's text, its pictures, and what came out of it."""
    cell.source = mine.source
    if cell.cell_type == mine.cell_type == "code":
        cell.outputs, cell.execution_count = mine.outputs, mine.execution_count
    if cell.cell_type == "markdown" and mine.get("attachments"):
        cell.attachments = {**cell.get("attachments", {}), **mine.attachments}
    return cell
