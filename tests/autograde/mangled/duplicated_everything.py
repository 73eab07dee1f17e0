"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "all cells stand in the file twice, with the same ids"
EXPECTED = {"says": ["more than one cell"] * 9}


def mangle(content):
    notebook = json.loads(content)
    notebook["cells"] *= 2
    return {NAME: dump(notebook)}
