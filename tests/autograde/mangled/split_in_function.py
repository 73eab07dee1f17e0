"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump, own_cell, place

CASE = "a function was split: its first lines are in one cell, the rest in the next two"
EXPECTED = {"says": ["dropout_forward was split over several cells"]}


def mangle(content):
    notebook = json.loads(content)
    lines = cell(notebook, "dropout_forward")["source"]
    rest = [own_cell(lines[2:-1]), own_cell(lines[-1:])]
    cell(notebook, "dropout_forward")["source"] = lines[:2]
    at = place(notebook, "dropout_forward") + 1
    notebook["cells"][at:at] = rest
    return {NAME: dump(notebook)}
