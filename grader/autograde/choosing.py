"""Which of several files is the notebook that a student means."""

from nbformat import from_dict

from grader.autograde.answers import find_answers
from grader.autograde.claims import claim

NAMED = 5
"""How many files a sentence names."""


class Rated:
    """One of the files, and how much it looks like the notebook that is meant.

    Parameters
    ----------
    found : grader.autograde.reading.Found
        What was read in it.
    entry : grader.autograde.files.Entry
    wanted : grader.autograde.belonging.Wanted

    Attributes
    ----------
    notebook : NotebookNode or None
        What was read, without cells of the assignment's other notebooks.
    other : str or None
        The notebook that it is instead.
    answered : int
        How many of the lesson's exercises have an answer in it.
    familiar : bool
        Whether it has anything of the lesson.
    rank : tuple
        The largest one is taken.
    """

    def __init__(self, found, entry, wanted):
        self.found, self.entry, self.notebook = found, entry, None
        cells = found.notebook.cells if found.notebook is not None else []
        self.other = wanted.other(entry, cells)
        self.cells = wanted.without_others(entry, cells)
        if found.notebook is not None:
            self.notebook = from_dict({**found.notebook, "cells": self.cells})
        source, lesson = wanted.source.cells, wanted.lesson
        places = claim(source, self.cells)
        self.familiar, self.answered, shared = False, 0, len(set(places) - {None})
        if self.other is None:
            self.answered = len(find_answers(source, self.cells, places)[0])
            self.familiar = bool(self.answered or shared)
        # Of two that hold as much, the one of the right name; of all, the one that holds most.
        named = entry.path == f"{lesson}.ipynb" and self.answered > 0
        self.rank = (self.familiar, self.answered, named, shared, bool(self.cells))

    def what_it_is(self, lesson):
        """Say why it has nothing of the lesson."""
        if self.other is not None:
            return f"{self.entry.shown} is the notebook of {self.other}, not of {lesson}."
        if not any(cell.source.strip() for cell in self.cells):
            return f"{self.entry.shown} is a notebook without content."
        return f"{self.entry.shown} holds no exercise of {lesson}."


def choice(rated, taken, lesson):
    """Say which file was taken where that was not plain.

    Parameters
    ----------
    rated : list of Rated
        All that might have been.
    taken : Rated
    lesson : str

    Yields
    ------
    str
    """
    others = [each for each in rated if each is not taken]
    named = [each for each in others if each.entry.name.casefold().endswith(".ipynb")]
    worked_on = [each for each in others if each.answered]
    if worked_on:
        told = ", ".join(f"{each.entry.shown} has {each.answered}" for each in worked_on[:NAMED])
        yield (
            f"The folder holds several notebooks with answers: {taken.entry.shown} was taken, "
            f"which has {taken.answered}; {told}."
        )
    elif named:
        yield f"The folder holds several notebooks: {taken.entry.shown} was taken."
    elif taken.entry.path != f"{lesson}.ipynb":
        yield f"The notebook should be called {lesson}.ipynb: {taken.entry.shown} was taken."
