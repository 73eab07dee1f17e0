"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "a solution cell and its check have each other's metadata and id"
EXPECTED = {"says": ["dropout_backward was found in another cell"]}


def mangle(content):
    notebook = json.loads(content)
    one, other = (cell(notebook, f"dropout_backward{end}") for end in ("", "_check"))
    for key in ("metadata", "id"):
        one[key], other[key] = other[key], one[key]
    return {NAME: dump(notebook)}
