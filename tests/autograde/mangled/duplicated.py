"""See mangling.py for what a case is."""

import copy
import json

from mangling import NAME, cell, cell_with, dump, place

CASE = "a solution cell was copied with its metadata, and the copy above has an older answer"
OLD = "def dropout_backward(d_out, mask, rate):\n    return d_out"
EXPECTED = {"says": ["more than one cell"], "added": {OLD: cell_with("## The backward pass")}}


def mangle(content):
    notebook = json.loads(content)
    old = copy.deepcopy(cell(notebook, "dropout_backward"))
    old.update(source=OLD, id="5678abcd")
    notebook["cells"].insert(place(notebook, "dropout_backward"), old)
    return {NAME: dump(notebook)}
