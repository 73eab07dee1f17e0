"""See mangling.py for what a case is."""

import copy
import json

from mangling import NAME, cell, dump

CASE = "every solution cell has the first one's metadata; the ids are gone, too"
OTHERS = 8
EXPECTED = {"says": ["found in another cell"] * OTHERS}


def mangle(content):
    notebook = json.loads(content)
    first = cell(notebook, "dropout_forward")["metadata"]
    for each in notebook["cells"]:
        del each["id"]
        if each["metadata"].get("nbgrader", {}).get("solution"):
            each["metadata"] = copy.deepcopy(first)
    return {NAME: dump(notebook)}
