"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "a conflict in the text of an answer"
EXPECTED = {"says": ["merge conflict: yours"]}


def mangle(content):
    notebook = json.loads(content)
    answer = cell(notebook, "dropout_backward")
    theirs = "def dropout_backward(d_out, mask, rate):\n    return d_out\n"
    ours = "".join(answer["source"])
    answer["source"] = f"<<<<<<< local\n{ours}=======\n{theirs}>>>>>>> remote"
    return {NAME: dump(notebook)}
