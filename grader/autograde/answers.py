"""The student's answer to each exercise, wherever in the notebook it stands."""

from dataclasses import dataclass

from grader.autograde.claims import grade_id, is_answer, is_check, same_text
from grader.autograde.python_text import definitions, tree

WAS_MISSING = "The cell of {} was missing: it counts as not answered."

MAX_PARTS = 10
"""Into how many cells an answer may have been split."""


@dataclass(frozen=True)
class Answer:
    """An answer and the cell that it was found in.

    Parameters
    ----------
    text : str
        What to run in the exercise's solution cell.
    name : str or None
        What the exercise asks for, None where its solution cell defines nothing.
    cells : tuple of int
        The submission's cells that hold it, the first one first.
    whole : bool
        Whether it is all that those cells hold.
    """

    text: str
    name: str | None
    cells: tuple
    whole: bool


def find_answers(lesson, cells, places):
    """Find the answers: by id those that define what is asked for, else by text, else by id.

    Parameters
    ----------
    lesson : list of NotebookNode
        The lesson's cells, with stubs.
    cells : list of NotebookNode
        The submission's, plain.
    places : list of int or None
        Which place in the lesson each of the submission's cells has.

    Returns
    -------
    answers : dict of int to Answer
        By place in the lesson; an exercise that was left as it was is not in it.
    repairs : list of str
    """
    search, answers = _Search(lesson, cells, places), {}
    for place, cell in enumerate(lesson):
        if is_answer(cell):
            answer = search.answer(place)
            if answer is not None:
                answers[place] = answer
    return answers, search.repairs


class _Search:
    """What one search knows: both notebooks, what each cell defines, and what was taken."""

    def __init__(self, lesson, cells, places):
        self.lesson, self.cells, self.places = lesson, cells, places
        answers = [place for place, cell in enumerate(lesson) if is_answer(cell)]
        self.names = {place: self._name(place) for place in answers}
        self.wanted = {name for name in self.names.values() if name is not None}
        self.defined = [definitions(cell.source, self.wanted) for cell in cells]
        self.taken = set()
        self.repairs = []

    def answer(self, place):
        """The answer for one solution cell, None where there is none."""
        name, kind = self.names[place], self.lesson[place].cell_type
        present = [index for index, found in enumerate(self.places) if found == place]
        written = [index for index in present if not self._untouched(place, index)]
        defining = [index for index in written if name in self.defined[index]]
        elsewhere = [] if defining or name is None else self._elsewhere(place, name)
        chosen = self._best(defining) or self._best(elsewhere) or self._best(written)
        if not chosen:
            if not present:
                self._say(WAS_MISSING.format(self._exercise(place)))
            return None
        (index,) = chosen
        if index in elsewhere:
            return self._taken_from(index, place, name)
        if self.cells[index].cell_type != kind:
            was = f"The cell of {self._exercise(place)} was of another type"
            self._say(f"{was}: it was read as {kind}.")
        answer = self._whole(index, place, name)
        self._tell_of_others(defining or written, answer, place)
        return answer

    def _name(self, place):
        """What a solution cell is to define: by its id, else the first name in its stub."""
        names, exercise = definitions(self.lesson[place].source), self._exercise(place)
        return exercise if exercise in names else next(iter(names), None)

    def _given(self, place):
        """What a cell of the lesson defines of what is asked for."""
        return definitions(self.lesson[place].source, self.wanted)

    def _untouched(self, place, index):
        text = self.cells[index].source
        return not text.strip() or same_text(text, self.lesson[place].source)

    def _best(self, indices):
        """The last one, code before other types, as a list of one or none."""
        return sorted(indices, key=lambda each: (self.cells[each].cell_type == "code", each))[-1:]

    def _elsewhere(self, place, name):
        """Cells that define a name though they are not, or not only, there for it."""
        stub, found = self._given(place)[name], []
        for index, defined in enumerate(self.defined):
            own = self.places[index]
            if (
                name not in defined
                or own == place
                or (own is not None and name in self._given(own))
            ):
                continue
            part = defined[name]
            if part is None and self.cells[index].cell_type != "code":
                continue
            if part is None or stub is None or not same_text(part, stub):
                found.append(index)
        return found

    def _taken_from(self, index, place, name):
        """An answer in a cell that was meant for something else, or in one of the student's own."""
        own, text = self.places[index], self.cells[index].source
        self._say(f"The answer to {self._exercise(place)} was found in another cell.")
        if index not in self.taken:
            if own is None or self._mislabelled(index):
                return self._whole(index, place, name)
            lessons = self.lesson[own].source.strip()
            if is_check(self.lesson[own]) or (lessons in text and not is_answer(self.lesson[own])):
                self.taken.add(index)
                return Answer(text.replace(lessons, "", 1), name, (index,), whole=True)
        part = self.defined[index][name]
        return Answer(text if part is None else part, name, (index,), whole=False)

    def _mislabelled(self, index):
        """Whether a cell has the marks of an exercise to which it holds no answer."""
        own = self.places[index]
        return is_answer(self.lesson[own]) and self.names[own] not in self.defined[index]

    def _whole(self, index, place, name):
        """A cell's whole text, and that of the next cells where a function was split."""
        text, last = self.cells[index].source, index
        end = min(len(self.cells), index + MAX_PARTS)
        while last + 1 < end and self.places[last + 1] in (None, place):
            rest = self.cells[last + 1]
            joined = f"{text}\n{rest.source}"
            indented = rest.source.lstrip("\n")[:1] in (" ", "\t")
            if not indented or tree(rest.source) is not None or tree(joined) is None:
                break
            text, last = joined, last + 1
        parts = tuple(range(index, last + 1))
        self.taken.update(parts)
        if last > index:
            self._say(
                f"The answer to {self._exercise(place)} was split over several cells: "
                "they were joined."
            )
        return Answer(text, name, parts, whole=True)

    def _tell_of_others(self, candidates, answer, place):
        if set(candidates) - set(answer.cells):
            self._say(
                f"{self._exercise(place)} was answered in more than one cell: "
                "the last one that defines it counts."
            )

    def _exercise(self, place):
        return grade_id(self.lesson[place])

    def _say(self, sentence):
        self.repairs.append(sentence)
