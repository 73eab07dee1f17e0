"""See mangling.py for what a case is."""

import copy
import json

from mangling import NAME, cell, dump, own_cell, place

CASE = "checks were copied: with their metadata, and as plain cells"
EXPECTED = {}


def mangle(content):
    notebook = json.loads(content)
    check = copy.deepcopy(cell(notebook, "dropout_backward_check"))
    at = place(notebook, "dropout_backward")
    notebook["cells"][at:at] = [check, own_cell("check(dropout_backward)\n", id="0011aabb")]
    return {NAME: dump(notebook)}
