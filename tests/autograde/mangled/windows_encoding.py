"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "a Western European encoding, with letters beyond ASCII in an answer"
EXPECTED = {"says": ["was in cp1252"]}


def mangle(content):
    notebook = json.loads(content)
    cell(notebook, "dropout_backward")["source"].insert(0, '# Größe: "naïve" – 3 €\n')
    return {NAME: dump(notebook).decode().encode("cp1252", "replace")}
