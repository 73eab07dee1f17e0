"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump, own_cell, place

CASE = "a solution cell was deleted and its answer written into a new cell"
EXPECTED = {"says": ["dropout_backward was found in another cell"]}


def mangle(content):
    notebook = json.loads(content)
    text = "".join(cell(notebook, "dropout_backward")["source"])
    notebook["cells"][place(notebook, "dropout_backward")] = own_cell(f"%%time\n{text}")
    return {NAME: dump(notebook)}
