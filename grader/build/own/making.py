"""A new source is written: ``solutions/NAME/NAME.py``, which `course build` builds."""

import difflib
import re

import jupytext
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.build.errors import BuildError
from grader.build.lesson import NOTEBOOK_METADATA, read_lesson
from grader.build.own import template
from grader.build.own.naming import LONGEST, new_path
from grader.build.own.selection import extract
from grader.build.own.statements import arranged
from grader.classroom.text import printable
from grader.learner.files import write_atomically

ID = re.compile(r'"grade_id": "(\w+)"')
GRADER = ("check", "hint", "solution")


def make(root, name, wanted=(), notebook=None):
    """Write the source of an assignment of one's own.

    Parameters
    ----------
    root : pathlib.Path
        The course directory.
    name : str
        Of the assignment.
    wanted : list of str
        Ids of exercises and of questions in words. Where it is empty, those of the topic that has
        this lesson, or else the template's examples.
    notebook : str, optional
        Of an assignment with several notebooks, the one that is begun; called like the assignment
        by default.

    Returns
    -------
    pathlib.Path
        The source.
    list of str
        Exercises that came along as another one uses their answers.

    Raises
    ------
    BuildError
        The name is none or taken, or an exercise is unknown; nothing has been written.
    """
    path = new_path(root, name, notebook)
    extracts = _extracts(root, list(dict.fromkeys(wanted)))
    cells = [
        template.introduction(path.stem),
        *(_selected(extracts) if extracts else _begun(path.parent.name)),
    ]
    made = new_notebook(cells=cells, metadata=NOTEBOOK_METADATA)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, jupytext.writes(made, fmt="py:percent").encode())
    return path, [found.id for found in extracts if found.id not in wanted]


def _begun(name):
    """The cells of a new lesson, or examples."""
    from grader.exercises import all_exercises

    own = [exercise for exercise in all_exercises().values() if exercise.lesson == name]
    return template.of_exercises(own) if own else template.examples()


def _extracts(root, wanted):
    """What is wanted, each after what it needs."""
    homes = _homes(root)
    unknown = next((each for each in wanted if each not in homes), None)
    if unknown is not None:
        alike = difflib.get_close_matches(unknown, homes, n=1)
        advice = f"did you mean {alike[0]}?" if alike else f"there are {', '.join(sorted(homes))}."
        raise BuildError(f"No lesson has an exercise {printable(unknown, LONGEST)!r}: {advice}")
    lessons, found = {}, {}

    def take(identifier):
        if identifier in found:
            return
        home = homes[identifier]
        if home not in lessons:
            lessons[home] = read_lesson(root, home)
        taken = extract(lessons[home], identifier)
        for needed in taken.needs:
            take(needed)
        found[identifier] = taken

    for identifier in wanted:
        take(identifier)
    return list(found.values())


def _homes(root):
    """The lesson of each exercise and of each question in words."""
    from grader.exercises import all_exercises

    homes = {}
    for lesson in sorted({exercise.lesson for exercise in all_exercises().values()}):
        path = root / "solutions" / lesson / f"{lesson}.py"
        if path.is_file():
            found = ID.findall(path.read_text(encoding="utf-8"))
            homes |= {each: lesson for each in found if not each.endswith("_check")}
    return homes


def _selected(extracts):
    """The cells of a selection."""
    lines = {line for found in extracts for line in found.imports}
    yield new_code_cell(arranged(lines | {f"from grader import {name}" for name in GRADER}))
    title, there = None, set()
    for found in extracts:
        heading = "" if found.title == title else f"## {found.title}\n\n"
        title = found.title
        if heading or found.text:
            yield new_markdown_cell((heading + found.text).strip())
        for cell in found.cells:
            if cell.source not in there:
                there.add(cell.source)
                yield _plain(cell)


def _plain(cell):
    make_cell = new_code_cell if cell.cell_type == "code" else new_markdown_cell
    kept = {key: cell.metadata[key] for key in ("nbgrader", "tags") if key in cell.metadata}
    return make_cell(cell.source, metadata=kept)
