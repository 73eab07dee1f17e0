"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "flags, points and checksums of nbgrader's metadata were edited"
EXPECTED = {}


def mangle(content):
    notebook = json.loads(content)
    answer = cell(notebook, "dropout_backward")["metadata"]["nbgrader"]
    answer.update(grade=True, locked=True, solution=False, points=100, checksum="0")
    check = cell(notebook, "dropout_backward_check")["metadata"]
    check["nbgrader"].update(grade=False, locked=False, solution=True, points=100)
    check["tags"] = ["skip-execution"]
    return {NAME: dump(notebook)}
