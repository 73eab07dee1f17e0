"""Proof that a student version gives nothing away."""

import io
import json
import tokenize

import nbformat

from grader.build.errors import BuildError
from grader.build.lesson import NOTEBOOK_METADATA
from grader.build.regions import BEGIN, END, HIDDEN, solution_lines

TELLING_TOKENS = 6
"""A line of fewer tokens (``return x``, ``else:``, ``keep = 1 - rate``) may stand elsewhere too."""

OPEN = ("import ", "from ", "keras.Input(", "Input(")
"""Lines that begin so tell nothing: the shape of the input is part of every task."""


def check_released(lesson, files, others=()):
    """Refuse a student version that shows what it must not.

    Parameters
    ----------
    lesson : Lesson
        The source with its solutions.
    files : dict of str to bytes
        The released files of the lesson.
    others : list of Lesson
        The sources of the lesson's other notebooks.

    Raises
    ------
    BuildError
        For a file other than the notebooks that holds code, an output, a marker, metadata of the
        instructor's version, or a line of a solution.
    """
    made = {f"{each.path.stem}.ipynb" for each in (lesson, *others)}
    for name in files:
        if name.endswith((".py", ".ipynb")) and name not in made:
            raise BuildError(f"{lesson.path.parent / name}: would be released; move it away.")
    notebook = nbformat.reads(files[f"{lesson.path.stem}.ipynb"].decode(), as_version=4)
    if set(notebook.metadata) - set(NOTEBOOK_METADATA):
        extra = ", ".join(sorted(set(notebook.metadata) - set(NOTEBOOK_METADATA)))
        raise BuildError(f"{lesson.title}: the student version has metadata of the build: {extra}.")
    secret = {line for each in (lesson, *others) for line in _telling_lines(each)}
    places = {cell.id: index for index, cell in enumerate(lesson.cells)}
    for cell in notebook.cells:
        index = places.get(cell.id, 0)
        if cell.get("outputs") or cell.get("execution_count"):
            raise lesson.error(index, "the student version of the cell has outputs.")
        _check_text(lesson, index, cell, secret)


def _check_text(lesson, index, cell, secret):
    for marker in (BEGIN, END, *HIDDEN):
        if marker in json.dumps(cell):
            raise lesson.error(index, f"the student version of the cell holds {marker!r}.")
    for line in cell.source.splitlines():
        if _plain(line) in secret:
            problem = f"shows students the solution line {line.strip()!r}; write it differently."
            raise lesson.error(index, problem)


def _telling_lines(lesson):
    """The lines of all solutions that would tell a student something."""
    found = set()
    for cell in lesson.cells:
        for line in solution_lines(cell.source):
            open_to_all = line.strip().startswith(OPEN)
            if not open_to_all and _count_tokens(line) >= TELLING_TOKENS:
                found.add(_plain(line))
    return found


def _plain(line):
    """A line without blanks, so that other spacing does not hide it."""
    return "".join(line.split())


def _count_tokens(line):
    """How many names, numbers and operators a line of code has."""
    ignored = {tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER}
    counted = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(line.strip()).readline):
            counted += token.type not in ignored
    except tokenize.TokenError:
        pass  # the line opens a bracket: its tokens came before the error
    return counted
