"""Questions in words: a model answer that opens once something was written."""

import re
from pathlib import Path

from grader.lab.cards import Note
from grader.learner import exam, sources

RUBRIC = "Rubric:"
"""Begins the line of a model answer that says for what there are points."""

ENOUGH = 8
"""Words from which an answer counts as one."""


def model_answer(question):
    """Show a model answer to a question in words, and for what it gives points.

    Parameters
    ----------
    question : str
        The question's id, such as ``overfitting_in_words``.

    Returns
    -------
    grader.lab.cards.Note
        Before anything was written and saved, it says so instead.

    Raises
    ------
    LookupError
        If the lesson has no such question.
    """
    here = Path.cwd()
    title = "One good answer"
    if closed := exam.closed(here):
        return Note(title, closed)
    source = sources.source_of(here.name)
    if source is None:
        return Note(title, sources.MISSING)
    wanted = sources.cell_text(source, question)
    if wanted is None:
        raise LookupError(f"Expected a question in words of {here.name}; got {question!r}.")
    if here != source.parent and not _is_written(here, question):
        return Note(
            title,
            "It opens once you have answered. Write two sentences into the cell above, save the "
            "notebook (Ctrl+S), and run this cell again.",
        )
    region = wanted.partition("BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]
    answer, _, rubric = " ".join(region.split()).partition(RUBRIC)
    return Note(title, answer.strip(), f"Points: {rubric.strip()}")


def _is_written(folder, question):
    """Whether the saved notebook has an answer of the learner's."""
    path = folder / f"{folder.name}.ipynb"
    pristine = sources.ROOT / "notebooks" / folder.name / path.name
    mine, stub = (_text_in(each, question) for each in (path, pristine))
    return mine.strip() != stub.strip() and len(re.findall(r"\w+", mine)) >= ENOUGH


def _text_in(notebook, question):
    """What stands in a question's cell, nothing where the notebook cannot be read."""
    try:
        return sources.cell_text(notebook, question) or ""
    except (OSError, ValueError):
        return ""
