"""See mangling.py for what a case is."""

import copy
import json

from mangling import NAME, cell, cell_with, dump, place

CASE = "a solution cell was split in front of its function; both halves keep the metadata"
FIRST = "import numpy as np\n\nHALF = 0.5"
EXPECTED = {"added": {FIRST: cell_with("## The backward pass")}}


def mangle(content):
    notebook = json.loads(content)
    first = copy.deepcopy(cell(notebook, "dropout_backward"))
    first["source"] = FIRST
    cell(notebook, "dropout_backward")["id"] = "0123abcd"
    notebook["cells"].insert(place(notebook, "0123abcd"), first)
    return {NAME: dump(notebook)}
