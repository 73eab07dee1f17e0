"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "two solution cells have each other's metadata and id"
EXPECTED = {
    "says": [
        "dropout_forward was found in another cell",
        "dropout_backward was found in another cell",
    ]
}


def mangle(content):
    notebook = json.loads(content)
    one, other = cell(notebook, "dropout_forward"), cell(notebook, "dropout_backward")
    for key in ("metadata", "id"):
        one[key], other[key] = other[key], one[key]
    return {NAME: dump(notebook)}
