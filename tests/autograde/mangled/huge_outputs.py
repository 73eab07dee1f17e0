"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump

CASE = "an output of ten million characters without a line break"
EXPECTED = {}


def mangle(content):
    notebook = json.loads(content)
    shown = {"output_type": "stream", "name": "stdout", "text": "x" * 10_000_000}
    cell(notebook, "dropout_forward_check")["outputs"] = [shown]
    return {NAME: dump(notebook)}
