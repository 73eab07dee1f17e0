"""Which cell of the lesson each cell of a submission stands for."""

import re
from collections import Counter

ALIKE = 0.6
"""Share of words in common from which a cell counts as an edited copy."""
MAX_COMPARISONS = 5000
WORD = re.compile(r"\w+")


def grade_id(cell):
    """nbgrader's id of a cell, None where it has none."""
    marked = cell.metadata.get("nbgrader")
    found = marked.get("grade_id") if isinstance(marked, dict) else None
    return found if isinstance(found, str) else None


def is_answer(cell):
    """Whether a cell of the lesson is one that students write."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_check(cell):
    """Whether a cell of the lesson is graded and not written by students."""
    return bool(cell.metadata.get("nbgrader", {}).get("grade")) and not is_answer(cell)


def same_text(one, other):
    """Whether two texts differ in blanks at ends of lines and of the text at most."""
    return bare(one) == bare(other)


def bare(text):
    """A text without what `same_text` overlooks."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def claim(lesson, cells):
    """Match cells by nbgrader's id, else by their own id, else by equal text.

    Parameters
    ----------
    lesson : list of NotebookNode
        The lesson's cells.
    cells : list of NotebookNode
        The submission's, plain.

    Returns
    -------
    list of int or None
        For each of the submission's cells its place in the lesson, None where it is none of it. The
        text of a check counts for more than an id whose cell has another; several cells may have
        one place.
    """
    marked = {grade_id(cell): place for place, cell in enumerate(lesson) if grade_id(cell)}
    # Before format 4.5 cells have no ids, and two that have none are not the same.
    own = {cell["id"]: place for place, cell in enumerate(lesson) if cell.get("id")}
    checks = {bare(cell.source): place for place, cell in enumerate(lesson) if is_check(cell)}
    checks.pop("", None)  # tests may be hidden altogether
    places = []
    for cell in cells:
        place = marked.get(grade_id(cell))
        if place is None or not same_text(cell.source, lesson[place].source):
            place = checks.get(bare(cell.source), place)
        places.append(own.get(cell.get("id")) if place is None else place)
    _claim_by_text(lesson, cells, places)
    return places


def _claim_by_text(lesson, cells, places):
    """Give each place that nobody has to the first free cell of the same text, in order."""
    taken, free = set(places), {}
    for place, cell in reversed(list(enumerate(lesson))):
        if place not in taken:
            free.setdefault(bare(cell.source), []).append(place)
    for index, cell in enumerate(cells):
        if places[index] is None and (waiting := free.get(bare(cell.source))):
            places[index] = waiting.pop()


def claim_edited(lesson, cells, places):
    """Match free code cells with code cells of the lesson that they look like, between neighbors.

    Parameters
    ----------
    lesson, cells : list of NotebookNode
    places : list of int or None
        What `claim` found; changed in place.
    """
    taken, budget = set(places), MAX_COMPARISONS
    below = _next_places(places, len(lesson))
    above = -1
    for index, cell in enumerate(cells):
        if places[index] is None and cell.cell_type == "code":
            words = Counter(WORD.findall(cell.source))
            for place in range(above + 1, below[index]):
                if place in taken or lesson[place].cell_type != "code" or is_answer(lesson[place]):
                    continue
                budget -= 1
                if budget >= 0 and _likeness(words, lesson[place].source) >= ALIKE:
                    places[index] = place
                    taken.add(place)
                    break
        above = above if places[index] is None else places[index]


def _next_places(places, end):
    """For each cell the place of the next matched cell behind it."""
    following = []
    for place in reversed(places):
        following.append(end)
        end = end if place is None else place
    return following[::-1]


def _likeness(words, text):
    """Words in common, as a share of the mean number of words."""
    others = Counter(WORD.findall(text))
    both = words.total() + others.total()
    return 2 * (words & others).total() / both if both else 0.0
