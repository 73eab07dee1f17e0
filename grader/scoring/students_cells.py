"""The cells that a student wrote: they must not keep right answers from being judged."""

import time

from nbformat.v4 import new_output

from grader.scoring.early_ends import early_end, unwrapped, without_errors
from grader.scoring.names import names

LEAST = 1.0
"""Seconds that a cell has once it is begun: an interrupt that comes before the kernel has taken up
the cell can cost the kernel."""

MOST = 50
"""How many statements of a cell are left out."""


def needed_names(cells, own):
    """Names that answers and tests use, and those that such names' cells use in turn.

    Parameters
    ----------
    cells : dict of int to str
        The text of each cell that runs, by its place.
    own : set of int
        Places of the cells that the student added.

    Returns
    -------
    set of str
    """
    found = {place: names(text) for place, text in cells.items()}
    needed = set().union(*(found[place].used for place in found if place not in own))
    while more := {
        name
        for place in own & found.keys()
        if found[place].bound & needed
        for name in found[place].used - needed
    }:
        needed |= more
    return needed


class StudentsCells:
    """Runs them.

    Parameters
    ----------
    executor : grader.scoring.executor.Executor
    needed : set of str
        See `needed_names`.

    Attributes
    ----------
    remarks : list of str
        What student and instructor are told.
    """

    def __init__(self, executor, needed):
        self._executor, self._needed = executor, needed
        self._left = executor.settings.own
        self.remarks = []

    def run(self, source, expected):
        """Run an answer; a statement that ends it above what is needed is left out.

        Parameters
        ----------
        source : str
        expected : set of str
            Names that the lesson's own text of this cell defines.

        Returns
        -------
        list of NotebookNode

        Raises
        ------
        grader.scoring.conversation.KernelLost
        """
        return self._as_far_as_needed(source, self._executor.settings.cell, expected)

    def run_own(self, source):
        """Run a cell that the student added, within what all such cells may take.

        One that defines what an answer uses runs all the same.

        Returns
        -------
        list of NotebookNode

        Raises
        ------
        grader.scoring.conversation.KernelLost
        """
        used = names(source).bound & self._needed
        limit = self._executor.settings.cell
        if not used and self._left <= 0:
            return self._not_run()
        if not used:
            limit = min(limit, max(self._left, LEAST))
        begun = time.monotonic()
        outputs = self._as_far_as_needed(source, limit)
        self._left -= time.monotonic() - begun
        return outputs

    def _not_run(self):
        words = f"Your own cells took more than {self._executor.settings.own:g} seconds in all"
        self._say(f"{words}: those after that were not run, but for what answers use.")
        return [new_output("stream", name="stdout", text=f"Not run. {words}.\n")]

    def _as_far_as_needed(self, source, limit, expected=frozenset()):
        """Run a cell; what has run once is not run again."""
        deadline, before = time.monotonic() + limit, []
        if (names(source).bound | expected) & self._needed:
            source = unwrapped(source)
        for _ in range(MOST):
            outputs = self._executor.run(source, max(deadline - time.monotonic(), LEAST))
            end = early_end(source, outputs, self._needed, expected)
            if end is None or end.below is None:
                break
            self._say(
                f"A line of your code was left out, as it cannot run where a class is graded: "
                f"`{end.line[:200]}` ({end.reason})."
            )
            before += without_errors(outputs)
            source, outputs = end.below, []
        if end is not None:
            self._say(
                f"A cell of yours ended early ({end.reason}), so what it defines may be missing: "
                f"{', '.join(end.lacking[:5])}."
            )
        return before + outputs

    def _say(self, sentence):
        if sentence not in self.remarks:
            self.remarks.append(sentence)
