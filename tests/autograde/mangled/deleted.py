"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump, place

CASE = "a solution cell, its check and another check were deleted"
EXPECTED = {
    "lost": ["dropout_backward"],
    "says": ["dropout_backward was missing: it counts as not answered", "put back: 2"],
}


def mangle(content):
    notebook = json.loads(content)
    for name in ("dropout_backward", "dropout_backward_check", "dropout_forward_check"):
        del notebook["cells"][place(notebook, name)]
    return {NAME: dump(notebook)}
