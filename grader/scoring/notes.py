"""What a student is told about a submission as a whole, at the top of the graded notebook."""

import html
import re

from nbformat.v4 import new_markdown_cell

ID = "about-this-submission"


def add_note(notebook, repairs, reason):
    """Put a first cell with a reason and repairs into a notebook, if there are any.

    Parameters
    ----------
    notebook : NotebookNode
    repairs : sequence of str
    reason : str or None
    """
    sentences = [*([reason] if reason else []), *repairs]
    if sentences:
        lines = ["**About this submission**", "", *(f"- {plain(each)}" for each in sentences)]
        notebook.cells.insert(0, new_markdown_cell("\n".join(lines), id=ID))


def plain(text):
    """Text as Markdown that shows just that; file names of a student's may be in it."""
    one_line = re.sub(r"\s+", " ", text)
    return re.sub(r"([\\`*_{}\[\]()#+!|$~])", r"\\\1", html.escape(one_line))
