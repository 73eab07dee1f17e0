"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "every cell has the same id"
EXPECTED = {}


def mangle(content):
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        cell["id"] = "cell"
    return {NAME: dump(notebook)}
