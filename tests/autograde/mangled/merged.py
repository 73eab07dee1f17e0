"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump, place

CASE = "two solution cells were merged into one"
EXPECTED = {"says": ["dropout_backward was found in another cell"]}


def mangle(content):
    notebook = json.loads(content)
    second = cell(notebook, "dropout_backward")["source"]
    cell(notebook, "dropout_forward")["source"] += ["\n\n", *second]
    del notebook["cells"][place(notebook, "dropout_backward")]
    return {NAME: dump(notebook)}
