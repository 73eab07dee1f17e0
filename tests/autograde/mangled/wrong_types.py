"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, cell_with, dump

CASE = "numbers, nulls and lists where text and objects belong"
EXPECTED = {
    "lost": ["dropout_backward"],
    "says": ["not text", "not a cell", "put back: 1", "without the changes to them: 1"],
}


def mangle(content):
    notebook = json.loads(content)
    cell(notebook, "dropout_backward")["source"] = 42
    cell(notebook, "dropout_backward_check")["source"] = None
    cell(notebook, cell_with("from grader import check")).update(source=[], id=[1])
    cell(notebook, cell_with('quiz("dropout_predict_activation")')).update(
        cell_type=7, metadata="x", outputs="y"
    )
    cell(notebook, cell_with('quiz("dropout_rate_meaning")'))["metadata"] = {"nbgrader": [1]}
    cell(notebook, "dropout_forward")["source"] += [None, 3]
    notebook["cells"][0] = "Dropout"
    notebook.update(nbformat="four", metadata=[])
    notebook["cells"] += [None, 7, []]
    return {NAME: dump(notebook)}
