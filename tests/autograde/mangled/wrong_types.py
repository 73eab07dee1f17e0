"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "numbers, nulls and lists where text and objects belong"
EXPECTED = {
    "lost": ["dropout_backward"],
    "says": ["not text", "not a cell", "put back: 1", "without the changes to them: 1"],
}


def mangle(content):
    notebook = json.loads(content)
    cell(notebook, "dropout_backward")["source"] = 42
    cell(notebook, "dropout_backward_check")["source"] = None
    cell(notebook, "710b9a00a420").update(source=[], id=[1])
    cell(notebook, "0d3abe9a6f41").update(cell_type=7, metadata="x", outputs="y")
    cell(notebook, "0e5d4aa20418")["metadata"] = {"nbgrader": [1]}
    cell(notebook, "dropout_forward")["source"] += [None, 3]
    notebook["cells"][0] = "Dropout"
    notebook.update(nbformat="four", metadata=[])
    notebook["cells"] += [None, 7, []]
    return {NAME: dump(notebook)}
