"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "a solution cell is now markdown, another one raw, and a check is markdown"
EXPECTED = {"says": ["dropout_forward was of another type", "dropout_backward was of another type"]}


def mangle(content):
    notebook = json.loads(content)
    cell(notebook, "dropout_forward")["cell_type"] = "markdown"
    cell(notebook, "dropout_backward")["cell_type"] = "raw"
    cell(notebook, "dropout_backward_check")["cell_type"] = "markdown"
    return {NAME: dump(notebook)}
