"""The cells of a notebook's text, however much of it is well-formed JSON."""

import json
import re

from grader.autograde.conflicts import resolve

MAX_VALUES = 5_000_000
"""More than any notebook has; in memory, each may take some hundred bytes."""
MAX_FAILURES = 20
MAX_PASSES = 3
"""How often a damaged text is tried again further on, and how often it may be read through so."""
CELL_START = re.compile(
    r'\{\s*"(?:attachments|cell_type|execution_count|id|input|metadata|outputs|source)"\s*:'
)
BROKEN = "The file was damaged or cut off: {} complete cells could be read, the rest was lost."


DECODER = json.JSONDecoder(strict=False, parse_int=float)
"""Takes control characters in strings, NaN, Infinity and integers of any number of digits."""


def has_too_many_values(text):
    """Whether parsing a text could take more memory than a grading machine has to spare."""
    return sum(map(text.count, "[{,")) > MAX_VALUES


def parse(text):
    """Find the cells and the metadata in a notebook's text.

    Parameters
    ----------
    text : str

    Returns
    -------
    cells : list or None
        As they stand there, of any type; None where the text holds no notebook.
    metadata : dict
        The notebook's own.
    repairs : list of str
    """
    text, side = resolve(text, lambda each: _whole(each)[0] is not None)
    repairs = []
    if side:
        repairs.append(f"The file held an unresolved merge conflict: {side} version was taken.")
    notebook, rest = _whole(text)
    cells = _cells(notebook)
    if cells is None:
        cells = _salvage(text)
        return (cells or None), {}, [*repairs, BROKEN.format(len(cells))] if cells else []
    if rest:
        repairs.append("Text after the end of the notebook was ignored.")
    metadata = notebook.get("metadata")
    return cells, metadata if isinstance(metadata, dict) else {}, repairs


def _whole(text):
    """The JSON value that a text begins with (None: there is none), and whether more follows."""
    start = len(text) - len(text.lstrip("\ufeff\0 \t\r\n"))
    try:
        value, end = DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, False
    return value, bool(text[end:].strip("\0 \t\r\n"))


def _cells(notebook):
    """The list of cells, in format 4 or, in worksheets, in 2 and 3."""
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return notebook["cells"]
    if not isinstance(notebook.get("worksheets"), list):
        return None
    sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
    lists = [sheet.get("cells") for sheet in sheets]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _salvage(text):
    """Every complete cell in a text, wherever it stands."""
    cells, position, failures, spent = [], 0, 0, 0
    limit = MAX_PASSES * len(text)
    while (
        failures < MAX_FAILURES and spent <= limit and (start := CELL_START.search(text, position))
    ):
        try:
            value, position = DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError) as error:
            failures, position = failures + 1, start.start() + 1
            spent += getattr(error, "pos", len(text)) - start.start()
            continue
        if "cell_type" in value and ("source" in value or "input" in value):
            cells.append(value)
    return cells
