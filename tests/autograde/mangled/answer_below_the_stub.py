"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump, own_cell, place, read

CASE = "the stub was left as it is and the answer written in a new cell above it"
EXPECTED = {"says": ["dropout_backward was found in another cell"]}


def mangle(content):
    notebook = json.loads(content)
    answer = cell(notebook, "dropout_backward")
    new = own_cell("".join(answer["source"]), id="1234abcd")
    answer["source"] = cell(read("notebooks"), "dropout_backward")["source"]
    notebook["cells"].insert(place(notebook, "dropout_backward"), new)
    return {NAME: dump(notebook)}
