"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "the cells stand in reverse order"
EXPECTED = {"says": ["lesson's order"]}


def mangle(content):
    notebook = json.loads(content)
    notebook["cells"].reverse()
    return {NAME: dump(notebook)}
