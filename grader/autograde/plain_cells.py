"""Cells of any shape as plain ones: type, text, id, nbgrader's metadata and pasted pictures."""

import re

from nbformat import from_dict

from grader.autograde.attachments import Pictures
from grader.autograde.conflicts import resolve
from grader.autograde.python_text import tree

MAX_CELLS = 2000
MAX_TEXT = 2**20
"""Characters of all cells together; the longest lesson has a tenth of it."""
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
SURROGATE = re.compile("[\ud800-\udfff]")
KEPT = {"grade_id": str, "grade": bool, "solution": bool, "locked": bool}
"""Keys of nbgrader's that matter, and their types."""


def plain_cells(cells):
    """Normalize cells; what no reader could make sense of is left out.

    Parameters
    ----------
    cells : list
        Of anything; a cell of notebook format 2, 3 or 4 is a dict.

    Returns
    -------
    cells : list of NotebookNode
        Each with ``cell_type`` ("code", "markdown" or "raw"), ``source`` (str), ``metadata`` (at
        most "nbgrader" with a ``grade_id``) and, where it had valid ones, ``id`` and
        ``attachments``. Ids may repeat.
    repairs : list of str
    """
    found, repairs, length, pictures = [], {}, 0, Pictures()
    for cell in cells[:MAX_CELLS]:
        if not isinstance(cell, dict):
            repairs["Something that is not a cell was left out."] = True
            continue
        text, remarks = _text(cell)
        repairs.update(dict.fromkeys(remarks))
        if length + len(text) > MAX_TEXT:
            repairs["A cell with far too much text was left out."] = True
            continue
        length += len(text)
        found.append(from_dict(_plain(cell, text, pictures)))
    if len(cells) > MAX_CELLS:
        repairs[f"Only the first {MAX_CELLS} cells were read."] = True
    if pictures.dropped:
        words = "Attachments that are no picture, or too large, were left out"
        repairs[f"{words}: {pictures.dropped}."] = True
    return found, list(repairs)


def _plain(cell, text, pictures):
    kind = cell.get("cell_type")
    kind = "markdown" if kind in ("heading", "html") else kind
    kind = kind if kind in ("code", "markdown", "raw") else "code"
    plain = {"cell_type": kind, "source": text, "metadata": {}}
    if isinstance(cell.get("id"), str) and CELL_ID.fullmatch(cell["id"]):
        plain["id"] = cell["id"]
    metadata = cell.get("metadata")
    marked = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(marked, dict) and isinstance(marked.get("grade_id"), str):
        kept = {key: marked[key] for key in KEPT if isinstance(marked.get(key), KEPT[key])}
        plain["metadata"]["nbgrader"] = kept
    if kind == "markdown" and cell.get("attachments"):
        plain["attachments"] = pictures.of(cell["attachments"])
    return plain


def _text(cell):
    """A cell's text, clean, and what was done to it."""
    source, repairs = cell.get("source", cell.get("input", "")), []
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        # By the format's rule lines keep their line breaks, but some tools leave them all out.
        broken = any(line.endswith("\n") for line in lines)
        source = ("" if broken else "\n").join(lines)
    if not isinstance(source, str):
        return "", ["A cell whose content was not text was taken as empty."]
    clean = SURROGATE.sub("\ufffd", source.replace("\0", ""))
    if clean != source:
        repairs.append("Characters that no text may hold were taken out of a cell.")
    clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    clean, side = resolve(clean, lambda text: tree(text) is not None)
    if side:
        repairs.append(f"A cell held an unresolved merge conflict: {side} version was taken.")
    return clean, repairs
