"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "all ids and all metadata are gone"
EXPECTED = {"says": ["found in another cell"] * 9}


def mangle(content):
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] = {}
    return {NAME: dump(notebook)}
