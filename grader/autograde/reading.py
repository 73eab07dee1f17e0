"""From the folder that a student handed in to the notebook in it, or why there is none."""

from dataclasses import dataclass, field

from nbformat import NotebookNode, from_dict

from grader.autograde.belonging import Wanted
from grader.autograde.beside import read_beside
from grader.autograde.choosing import Rated, choice
from grader.autograde.encoding import binary_kind, decode, text_kind
from grader.autograde.files import Unreadable, entries, read_bytes
from grader.autograde.lightening import without_outputs
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
    files : dict of str to bytes
        What lies beside it, see `grader.autograde.beside`.
    notices : tuple of str
        Those of the repairs at which the instructor should look, too.
    """

    notebook: NotebookNode | None
    repairs: tuple = ()
    reason: str | None = None
    files: dict = field(default_factory=dict)
    notices: tuple = ()


def read_submission(folder, lesson, source, homes=None, beside=None):
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
    beside : dict of str to NotebookNode, optional
        Other notebooks of the same assignment, as they were released.

    Returns
    -------
    Found
        With a notebook, or with a reason.
    """
    listed = entries(folder)
    candidates = _candidates(listed, lesson)
    if not candidates:
        return Found(None, reason=_no_notebook(listed))
    wanted = Wanted(lesson, source, homes, beside)
    rated = []
    for entry in candidates[:MAX_CANDIDATES]:
        rated.append(Rated(_read(folder, entry), entry, wanted))
    best = max(rated, key=lambda each: each.rank)
    found = best.found
    if found.notebook is None:
        return found
    if not best.familiar:
        return Found(None, found.repairs, best.what_it_is(lesson))
    files, remarks = read_beside(folder, best.entry.path)
    meant = [each for each in rated if each is best or each.other not in wanted.beside]
    said = tuple(choice(meant, best, lesson))
    notices = said if any(each.answered for each in meant if each is not best) else ()
    return Found(best.notebook, (*said, *found.repairs, *remarks), None, files, notices)


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
        text = without_outputs(text)
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
