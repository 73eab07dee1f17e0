"""Ids of cells that have none, as before format 4.5: the same ones in each version of a lesson."""

import hashlib

from grader.autograde.cell_ids import MINOR


def identified(notebook):
    """Give an id to each cell that has none: by nbgrader's mark, else by its text.

    Parameters
    ----------
    notebook : dict
        As it stands in a file of format 4, perhaps damaged; changed in place.

    Returns
    -------
    dict
        In a format that has ids.
    """
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    taken = {str(cell.get("id")) for cell in cells}
    for cell in cells:
        if not cell.get("id"):
            cell["id"] = _free(_of(cell), taken)
            taken.add(cell["id"])
    if isinstance(notebook.get("nbformat_minor"), int):
        notebook["nbformat_minor"] = max(MINOR, notebook["nbformat_minor"])
    return notebook


def _of(cell):
    """Of other letters than an id of the course's build, which says that nobody edited a cell."""
    metadata = cell.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = mark.get("grade_id") if isinstance(mark, dict) else None
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    what = f"mark\0{name}" if isinstance(name, str) else f"{cell.get('cell_type')}\0{text.strip()}"
    return f"x-{hashlib.sha256(what.encode(errors='replace')).hexdigest()[:12]}"


def _free(wanted, taken):
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
