"""Which of several files is the notebook that a student means."""

from collections import Counter

from grader.autograde.answers import find_answers
from grader.autograde.claims import claim, grade_id

NAMED = 5
"""How many files a sentence names."""


class Rated:
    """One of the files, and how much it looks like the notebook that is meant.

    Parameters
    ----------
    found : grader.autograde.reading.Found
        What was read in it.
    entry : grader.autograde.files.Entry
    lesson : str
    source : NotebookNode
        The lesson as it was released.
    homes : dict of str to str
        The lesson of each exercise.

    Attributes
    ----------
    answered : int
        How many of the lesson's exercises have an answer in it.
    familiar : bool
        Whether it has anything of the lesson.
    rank : tuple
        The largest one is taken.
    """

    def __init__(self, found, entry, lesson, source, homes):
        self.found, self.entry = found, entry
        self.cells = found.notebook.cells if found.notebook is not None else []
        places = claim(source.cells, self.cells)
        marks = [exercise_of(cell) for cell in self.cells]
        self.others = Counter(homes[mark] for mark in marks if mark in homes)
        self.familiar, self.answered, shared = False, 0, len(set(places) - {None})
        # Lessons share short cells, and may define each other's names: marks decide.
        if not self.others or lesson in self.others:
            self.answered = len(find_answers(source.cells, self.cells, places)[0])
            self.familiar = bool(self.answered or shared)
        # Of two that hold as much, the one of the right name; of all, the one that holds most.
        named = entry.path == f"{lesson}.ipynb" and self.answered > 0
        self.rank = (self.familiar, self.answered, named, shared, bool(self.cells))

    def what_it_is(self, lesson):
        """Say why it has nothing of the lesson."""
        if not any(cell.source.strip() for cell in self.cells):
            return f"{self.entry.shown} is a notebook without content."
        if self.others:
            other = self.others.most_common(1)[0][0]
            return f"{self.entry.shown} is the notebook of {other}, not of {lesson}."
        return f"{self.entry.shown} holds no exercise of {lesson}."


def exercise_of(cell):
    """Id of the exercise that a cell is marked with, empty where it has no mark."""
    return str(grade_id(cell) or "").removesuffix("_check")


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
