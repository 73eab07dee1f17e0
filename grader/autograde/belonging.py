"""Whose a file is, of the notebooks of an assignment: by nbgrader's ids, its name, and its text."""

from collections import Counter, defaultdict

from grader.autograde.claims import claim, grade_id, is_answer, is_check


class Wanted:
    """The notebook that is looked for, and the others that it must not be taken for.

    Parameters
    ----------
    lesson : str
        Its name.
    source : NotebookNode
        The notebook as it was released.
    homes : dict of str to str, optional
        The lesson of each exercise of the course.
    beside : dict of str to NotebookNode, optional
        Other notebooks of the same assignment, as they were released.
    """

    def __init__(self, lesson, source, homes=None, beside=None):
        self.lesson, self.source, self.beside = lesson, source, beside or {}
        asking = defaultdict(set)
        for name, notebook in (*self.beside.items(), (lesson, source)):
            for mark in map(_exercise, notebook.cells):
                asking[mark].add(name)
        # What an assignment asks for is at home in it, whoever else asks for it.
        self._homes = {mark: {home} for mark, home in (homes or {}).items()} | asking
        self._homes.pop("", None)
        cells = [cell for cell in source.cells if is_answer(cell) or is_check(cell)]
        self._graded = set(map(_exercise, cells))

    def other(self, entry, cells):
        """Name the notebook that a file is instead.

        Parameters
        ----------
        entry : grader.autograde.files.Entry
        cells : list of NotebookNode
            What was read in it, plain.

        Returns
        -------
        str or None
            None where it may be the one that is wanted.
        """
        # Notebooks share cells, and may define each other's names: ids of one alone decide.
        alone = Counter(filter(None, map(self._only_home, cells)))
        named = _stem(entry.name)
        for name in self.beside:
            own = name.casefold() == named != self.lesson.casefold()
            if own and (alone[name] or not any(map(self._is_graded_here, cells))):
                return name
        if self.lesson in alone:
            return None
        ours = any(self.lesson in self._homes.get(_exercise(cell), ()) for cell in cells)
        foreign = [name for name, _ in alone.most_common() if name in self.beside or not ours]
        return foreign[0] if foreign else self._more_alike(named, cells)

    def without_others(self, entry, cells):
        """Leave out what is marked as another notebook's, unless the file has the right name.

        Parameters
        ----------
        entry : grader.autograde.files.Entry
        cells : list of NotebookNode

        Returns
        -------
        list of NotebookNode
        """
        if _stem(entry.name) == self.lesson.casefold():
            return cells
        return [cell for cell in cells if self._only_home(cell) not in self.beside]

    def _only_home(self, cell):
        """The one notebook that has a cell's id, None where several have it or none has."""
        homes = self._homes.get(_exercise(cell), ())
        return next(iter(homes)) if len(homes) == 1 else None

    def _is_graded_here(self, cell):
        return self._only_home(cell) == self.lesson and _exercise(cell) in self._graded

    def _more_alike(self, named, cells):
        """Another notebook that has all the cells that the wanted one has here, and more."""
        if named == self.lesson.casefold():
            return None
        here = _claimed(self.source, cells)
        others = self.beside.items()
        return next((name for name, each in others if here < _claimed(each, cells)), None)


def _claimed(notebook, cells):
    """Which cells a notebook has."""
    places = enumerate(claim(notebook.cells, cells))
    return {index for index, place in places if place is not None}


def _exercise(cell):
    """Id of the exercise that a cell is marked with, empty where it has no mark."""
    return (grade_id(cell) or "").removesuffix("_check")


def _stem(name):
    """A file's name without what says that it is a notebook."""
    return name.casefold().partition(".ipynb")[0].removesuffix(".json")
