"""From the folder that a student handed in to the notebook in it, or why there is none."""

from collections import Counter
from dataclasses import dataclass

from nbformat import NotebookNode, from_dict

from grader.autograde.answers import find_answers
from grader.autograde.claims import claim, grade_id
from grader.autograde.encoding import binary_kind, decode, text_kind
from grader.autograde.files import Unreadable, entries, read_bytes
from grader.autograde.notebook_json import has_too_many_values, parse
from grader.autograde.plain_cells import plain_cells

MAX_CANDIDATES = 20
NAMED = 5
"""How many files a reason names."""


@dataclass(frozen=True)
class Found:
    """What was found in a submission.

    Parameters
    ----------
    notebook : NotebookNode or None
        Its cells are plain: type, text, nbgrader's marks and, where they had a valid one, an id. It
        is for `grader.autograde.rebuild`; ids may be missing or repeat.
    repairs : tuple of str
        What had to be done to read it, as sentences for the student.
    reason : str or None
        Why there is no notebook, as a sentence for the student.
    """

    notebook: NotebookNode | None
    repairs: tuple = ()
    reason: str | None = None


def read_submission(folder, lesson, source, homes=None):
    """Read the notebook in a submission's folder; nothing that lies there makes it fail.

    Parameters
    ----------
    folder : path-like
        ``submitted/STUDENT/LESSON``.
    lesson : str
        The lesson's name, such as ``03_dropout``.
    source : NotebookNode
        The lesson as it was released: tells which of several notebooks is meant.
    homes : dict of str to str, optional
        The lesson of each exercise of the course, to name the lesson of a wrong notebook.

    Returns
    -------
    Found
        With a notebook, or with a reason.
    """
    listed = entries(folder)
    candidates = _candidates(listed, lesson)
    if not candidates:
        return Found(None, reason=_no_notebook(listed))
    # What this lesson asks for is at home here, whoever else asks for it.
    known = {**(homes or {}), **dict.fromkeys(filter(None, map(_exercise, source.cells)), lesson)}
    best = None
    for entry in candidates[:MAX_CANDIDATES]:
        rated = _Rated(_read(folder, entry), entry, lesson, source, known)
        best = rated if best is None or rated.rank > best.rank else best
        if best.certain:
            break
    found = best.found
    if found.notebook is None:
        return found
    if not best.familiar:
        return Found(None, found.repairs, best.what_it_is(lesson))
    return Found(found.notebook, (*_choice(candidates, best.entry, lesson), *found.repairs))


class _Rated:
    """One of the files, and how much it looks like the notebook that is meant."""

    def __init__(self, found, entry, lesson, source, homes):
        self.found, self.entry = found, entry
        self.cells = found.notebook.cells if found.notebook is not None else []
        places = claim(source.cells, self.cells)
        marks = [_exercise(cell) for cell in self.cells]
        self.others = Counter(homes[mark] for mark in marks if mark in homes)
        self.familiar, answered, shared = False, 0, len(set(places) - {None})
        # Lessons share short cells, and may define each other's names: marks decide.
        if not self.others or lesson in self.others:
            answered = len(find_answers(source.cells, self.cells, places)[0])
            self.familiar = bool(answered or shared)
        self.certain = entry.path == f"{lesson}.ipynb" and answered > 0
        self.rank = (self.certain, self.familiar, answered, shared, bool(self.cells))

    def what_it_is(self, lesson):
        """Say why it has nothing of the lesson."""
        if not any(cell.source.strip() for cell in self.cells):
            return f"{self.entry.shown} is a notebook without content."
        if self.others:
            other = self.others.most_common(1)[0][0]
            return f"{self.entry.shown} is the notebook of {other}, not of {lesson}."
        return f"{self.entry.shown} holds no exercise of {lesson}."


def _exercise(cell):
    """Id of the exercise that a cell is marked with, empty where it has no mark."""
    return str(grade_id(cell) or "").removesuffix("_check")


def _candidates(listed, lesson):
    """Files that may be a notebook, the likeliest first."""
    keyed = []
    for entry in listed:
        name = entry.name.casefold()
        suffixes = (name.endswith(".ipynb"), ".ipynb" in name, name.endswith(".json"))
        named = name.startswith(lesson.casefold())
        if not name.startswith("._") and (any(suffixes) or name == lesson.casefold()):
            exact = entry.path == f"{lesson}.ipynb"
            keyed.append(((exact, *suffixes, named), entry))
    return [entry for _, entry in sorted(keyed, key=lambda pair: pair[0], reverse=True)]


def _no_notebook(listed):
    if not listed:
        return "The folder holds no files that can be read."
    others = ", ".join(entry.shown for entry in listed[:NAMED])
    more = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    return f"There is no notebook (.ipynb) in the folder, only {others}{more}."


def _read(folder, entry):
    """Read one file as a notebook."""
    try:
        content = read_bytes(folder, entry)
    except Unreadable as error:
        return Found(None, reason=str(error))
    if binary_kind(content):
        return Found(None, reason=f"{entry.shown} is {binary_kind(content)}.")
    text, encoding = decode(content)
    if not text.strip("\0 \t\r\n"):
        return Found(None, reason=f"{entry.shown} is empty.")
    if has_too_many_values(text):
        problem = "holds too much: clear its outputs and hand it in again"
        return Found(None, reason=f"{entry.shown} {problem}.")
    cells, metadata, repairs = parse(text)
    if cells is None:
        return Found(None, reason=f"{entry.shown} is {text_kind(text)}.")
    if encoding:
        repairs.insert(0, f"The file was in {encoding}, not in UTF-8.")
    language = _language(metadata)
    if language not in (None, "python"):
        repairs.append("The notebook was set to another language: it was run as Python.")
    cells, remarks = plain_cells(cells)
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return Found(from_dict(notebook), tuple(repairs + remarks))


def _language(metadata):
    """The language that a notebook is set to, None where it does not say."""
    for part, key in (("kernelspec", "language"), ("language_info", "name")):
        said = metadata.get(part)
        if isinstance(said, dict) and isinstance(said.get(key), str):
            return said[key].casefold()
    return None


def _choice(candidates, taken, lesson):
    """Say which file was taken where that was not plain."""
    several = sum(entry.name.casefold().endswith(".ipynb") for entry in candidates) > 1
    if several:
        yield f"The folder holds several notebooks: {taken.shown} was taken."
    elif taken.path != f"{lesson}.ipynb":
        yield f"The notebook should be called {lesson}.ipynb: {taken.shown} was taken."
