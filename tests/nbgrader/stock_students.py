"""What students make of the released notebook of `stock_cells`."""

import copy

from nbformat.v4 import new_code_cell, new_markdown_cell

RIGHT = {
    "double": "def double(x):\n    return x + x",
    "other": "factor, offset = 3, 5",
    "words": "Two of x.",
    "free": "I think so.",
    "code": "plot = 2",
}


def answered(released, answers):
    """The released notebook with some answers."""
    notebook = copy.deepcopy(released)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def tampered(released):
    """Tests and read-only cells were made easy, and points were raised."""
    notebook = answered(released, RIGHT | {"double": "def double(x):\n    return abs(2 * x)"})
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            cell.source = "pass"
            marks["points"] = 100
        elif marks.get("locked"):
            cell.source = "helper = lambda x: 3" if cell.id == "helper" else "nothing"
    return notebook


def copied(released):
    """All cells twice, the first ones without any marks."""
    notebook = answered(released, RIGHT)
    notebook.cells = [copy.deepcopy(cell) for cell in notebook.cells for _ in range(2)]
    for cell in notebook.cells[::2]:
        cell.id, cell.metadata = f"{cell.id[:50]}-copy", {}
    return notebook


def with_own_cells(released):
    """Right answers that use cells of the student's own, code and text, above and below."""
    own = {"double": "def double(x):\n    return twice(x)"}
    notebook = answered(released, RIGHT | own)
    place = next(i for i, cell in enumerate(notebook.cells) if cell.id == "double")
    notebook.cells[place:place] = [
        new_markdown_cell("My idea:"),
        new_code_cell("def twice(x):\n    return 2 * x"),
        new_code_cell("1 / 0"),
    ]
    notebook.cells.append(new_markdown_cell("The picture of the task."))
    return notebook


def submissions(released):
    """The notebooks by student."""
    wrong = RIGHT | {"double": "def double(x):\n    return abs(2 * x)", "other": "factor = 3"}
    return {
        "right": answered(released, RIGHT),
        "stubs": answered(released, {}),
        "wrong": answered(released, wrong),
        "words": answered(released, {name: RIGHT[name] for name in ("words", "code")}),
        "raises": answered(released, RIGHT | {"double": "def double(x):\n    raise KeyError(x)"}),
        "unparsable": answered(released, RIGHT | {"double": "def double(x:\n    return 2 * x"}),
        "tampered": tampered(released),
        "copied": copied(released),
        "own": with_own_cells(released),
    }
