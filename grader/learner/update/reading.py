"""A learner's notebook as it lies there, or why it cannot be read as one."""

import json
import warnings

import nbformat

from grader.learner.update.identifying import identified


class Unreadable(Exception):
    """It is no notebook; the message says what it is instead, to follow the word "is"."""


def parse(content):
    """Read a notebook in the present format.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    NotebookNode
        Each cell has an id; where it had none, one by its text.

    Raises
    ------
    Unreadable
    """
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    try:
        text = content.decode("utf-8-sig")
        told = json.loads(text)
        if not isinstance(told.get("cells"), list):
            raise Unreadable("no notebook of the present format")
        if told.get("nbformat") == 4:
            text = json.dumps(identified(told))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat warns of ids that repeat
            notebook = nbformat.reads(text, as_version=4)
            nbformat.validate(notebook)
        for cell in notebook.cells:
            if not isinstance(cell.metadata.get("nbgrader", {}), dict):
                del cell.metadata["nbgrader"]
        nbformat.writes(notebook).encode()
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except Exception:  # whatever a damaged file brings up in a library is said the same way
        raise Unreadable("damaged, or no notebook") from None
    return notebook


def compose(notebook):
    """Bytes of a notebook, as JupyterLab writes them."""
    return f"{nbformat.writes(notebook)}\n".encode()
