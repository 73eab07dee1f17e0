"""An exercise taken out of its lesson: the text above it, what its answer uses, and its check."""

import builtins
import re
from dataclasses import dataclass, field

from nbformat.v4 import new_code_cell

from grader.autograde.claims import grade_id
from grader.build.own.statements import bindings, only_imports, statements
from grader.scoring.names import names

GIVEN = {*dir(builtins), "display", "get_ipython"}
HEADING = re.compile(r"#+ +(.*?)(?: \(\d+ min\))?")
IN_WORDS = "In your own words"


@dataclass
class Extract:
    """What an exercise needs of its lesson.

    Attributes
    ----------
    id : str
    title : str
        Of the section in which it stands.
    text : str
        What stands right above the answer.
    cells : list of NotebookNode
        Code that the answer needs, the answer, and its check; as they are in the lesson.
    imports : list of str
        Import lines.
    needs : list of str
        Other exercises, whose answers it uses.
    """

    id: str
    title: str
    text: str
    cells: list
    imports: list = field(default_factory=list)
    needs: list = field(default_factory=list)


def extract(lesson, identifier):
    """Take an exercise, or a question in words, out of a lesson.

    Parameters
    ----------
    lesson : grader.build.lesson.Lesson
    identifier : str
        Its grade_id.

    Returns
    -------
    Extract
    """
    places = {grade_id(cell): index for index, cell in enumerate(lesson.cells) if grade_id(cell)}
    place = places[identifier]
    check = places.get(f"{identifier}_check")
    own = [lesson.cells[place], *([lesson.cells[check]] if check is not None else [])]
    if lesson.cells[place].cell_type == "markdown":
        text, title = _last_part(lesson.cells[place - 1].source), IN_WORDS
    else:
        text, title = _text_above(lesson.cells, place)
    found = Extract(identifier, title, text, own)
    helpers = {}
    for cell in own:
        if cell.cell_type == "code":
            _follow(lesson.cells, place, cell.source, found, helpers)
    found.needs = sorted(set(found.needs), key=places.get)
    code = (text for _, text in sorted(helpers.items()))
    found.cells = [*map(new_code_cell, code), *own]
    return found


def _follow(cells, place, source, found, helpers):
    """Find what binds the names that some code uses, in the cells above a place."""
    for name in sorted(names(source).used - GIVEN):
        for index in reversed(range(place)):
            cell = cells[index]
            if cell.cell_type != "code" or name not in names(cell.source).bound:
                continue
            if cell.metadata.get("nbgrader", {}).get("solution"):
                found.needs.append(grade_id(cell))
            elif line := bindings(cell.source).get(name):
                found.imports.append(line)
            else:
                _help(cells, index, name, found, helpers)
            break


def _help(cells, index, name, found, helpers):
    """Take the statements of a cell that bind a name."""
    for number, text in enumerate(statements(cells[index].source)):
        if name in names(text).bound and (index, number) not in helpers:
            helpers[index, number] = text
            _follow(cells, index + 1, text, found, helpers)


def _text_above(cells, place):
    """The text that leads to an answer, and the title of its section."""
    first = place
    while first and _leads(cells[first - 1]):
        first -= 1
    run = [cell.source for cell in cells[first:place] if cell.cell_type == "markdown"]
    above = "\n".join(c.source for c in cells[:place] if c.cell_type == "markdown")
    titles = [match[1] for line in _outside_code(above) if (match := HEADING.fullmatch(line))]
    return _last_part("\n\n".join(run)), titles[-1]


def _last_part(text):
    """What stands below the last heading."""
    lines = text.splitlines()
    headings = [index for index, line in enumerate(lines) if HEADING.fullmatch(line)]
    return "\n".join(lines[headings[-1] + 1 :] if headings else lines).strip()


def _outside_code(text):
    """The lines of a Markdown text that are no code."""
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            yield line


def _leads(cell):
    """Whether a cell above an answer belongs to it: text, or imports between text and answer."""
    return cell.cell_type == "markdown" or only_imports(cell.source)
