"""The notebook to run: the lesson as released, with what the student wrote and nothing else."""

from collections import Counter, defaultdict

from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.autograde.answers import find_answers
from grader.autograde.cell_ids import fresh_ids, with_ids
from grader.autograde.claims import bare, claim, claim_edited, grade_id, is_answer, same_text
from grader.autograde.python_text import definitions

MARKER = "BEGIN SOLUTION"


def rebuild(source, submitted):
    """Put the text of a submission's answers and helper cells into the lesson.

    Parameters
    ----------
    source : NotebookNode
        The lesson as it was RELEASED, so that an exercise without an answer keeps its stub and no
        solution is in reach. Cells, order, tags and metadata come from here.
    submitted : NotebookNode
        What `grader.autograde.read_submission` found.

    Returns
    -------
    notebook : NotebookNode
        Valid, without outputs; each cell of the lesson is in it once, in the lesson's order, and
        between them the cells that the student added, without tags or metadata: code, and text with
        its pictures for whoever grades by hand. A text of the lesson's that the student changed
        follows the lesson's own.
    repairs : tuple of str
        What was not as the lesson has it, as sentences for the student.

    Raises
    ------
    ValueError
        When a solution cell of the source still holds a solution.
    """
    _refuse_solutions(source)
    lesson, cells = source.cells, submitted.cells
    places = claim(lesson, cells)
    answers, repairs = find_answers(lesson, cells, places)
    chosen = {i: place for place, answer in answers.items() if answer.whole for i in answer.cells}
    for index, place in chosen.items():
        places[index] = place
    claim_edited(lesson, cells, places)
    added = _added(lesson, cells, places, chosen)
    if any(grade_id(cell) and places[i] is None for i, cell in enumerate(cells)):
        repairs.append("Cells with grading marks that the lesson does not have were left out.")
    repairs += _differences(lesson, cells, places)
    ordered = _in_their_places(cells, places, chosen, added, answers)
    pictures = {place: cells[answer.cells[0]] for place, answer in answers.items()}
    notebook = _assemble(source, answers, pictures, ordered)
    return notebook, tuple(dict.fromkeys(repairs))


def _refuse_solutions(source):
    for cell in source.cells:
        if is_answer(cell) and MARKER in cell.source:
            problem = "holds its solution: rebuild from the released notebook"
            raise ValueError(f"The cell {grade_id(cell)!r} {problem}.")


def _added(lesson, cells, places, chosen):
    """Which cells are the student's own: not the lesson's, and copies of no other."""
    copies = {bare(text) for text in ("", *(cell.source for cell in lesson))}
    copies |= {bare(cells[index].source) for index in chosen}
    pasted = [_pictures(cell) for cell in lesson] + [_pictures(cells[index]) for index in chosen]
    added = []
    for index, cell in enumerate(cells):
        free = places[index] is None and not grade_id(cell)
        # A second cell with an exercise's id: what one answer was split into, or an older answer.
        spare = places[index] is not None and is_answer(lesson[places[index]])
        # A text is not run: the lesson's may have been answered below, or in between its lines.
        noted = cell.cell_type == "markdown" and places[index] is not None
        new = bare(cell.source) not in copies or (_pictures(cell) or {}) not in [{}, *pasted]
        own = index not in chosen and new
        if cell.cell_type in ("code", "markdown") and own and (free or spare or noted):
            added.append(index)
    return added


def _pictures(cell):
    return cell.get("attachments", {}) if cell.cell_type == "markdown" else {}


def _differences(lesson, cells, places):
    """Say what was done to the lesson's own code cells."""
    own = [i for i, cell in enumerate(lesson) if cell.cell_type == "code" and not is_answer(cell)]
    kept, present = set(), Counter(place for place in places if place is not None)
    once = [place for place in places if present[place] == 1]
    for cell, place in zip(cells, places, strict=True):
        if place is not None and same_text(cell.source, lesson[place].source):
            kept.add(place)
    missing = len(set(own) - set(present))
    changed = len(set(own) & set(present) - kept)
    if missing:
        yield f"Code cells of the lesson that were missing and were put back: {missing}."
    if changed:
        yield f"Code cells of the lesson that were run without the changes to them: {changed}."
    if once != sorted(once):
        yield "The cells were put back into the lesson's order."


def _in_their_places(cells, places, chosen, added, answers):
    """The student's own cells by the place in the lesson that they follow, -1 for the start."""
    ordered, above, seen = defaultdict(list), -1, set()
    for index, place in enumerate(places):
        if index in added:
            if cells[index].cell_type == "markdown" and place is not None:
                above = max(above, place)
            ordered[_not_over_an_answer(index, above, cells, answers)].append(cells[index])
        elif place is not None and (index in chosen or place not in seen):
            above = place
            seen.add(place)
    return ordered


def _not_over_an_answer(index, above, cells, answers):
    """Keep an older answer in front of the one that counts, which it would replace."""
    if cells[index].cell_type != "code":
        return above
    later = {answer.name: at for at, answer in answers.items() if answer.cells[0] > index}
    defined = definitions(cells[index].source, set(later) - {None})
    return min([above, *(later[name] - 1 for name in defined)])


def _assemble(source, answers, pictures, added):
    notebook = with_ids(source)
    fresh = fresh_ids(source.cells, "added")
    cells = []
    for place, cell in enumerate([None, *notebook.cells], start=-1):
        if cell is not None:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if place in answers:
                cell.source = answers[place].text
                _attach(cell, _pictures(pictures[place]))
            cells.append(cell)
        for own in added[place]:
            new = new_code_cell if own.cell_type == "code" else new_markdown_cell
            cells.append(new(own.source, id=next(fresh)))
            _attach(cells[-1], _pictures(own))
    notebook.cells = cells
    return notebook


def _attach(cell, pictures):
    """Give a text its pictures, beside those that the lesson's has."""
    if cell.cell_type == "markdown" and pictures:
        cell["attachments"] = {**cell.get("attachments", {}), **pictures}
