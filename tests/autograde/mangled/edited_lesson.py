"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, cell_with, dump

CASE = "cells of the lesson were edited, a check among them"
EXPECTED = {"says": ["without the changes to them: 2"]}


def mangle(content):
    notebook = json.loads(content)
    cell(notebook, cell_with("from grader import check"))["source"].append("\nimport os")
    cell(notebook, "dropout_forward_check")["source"] = "3.0"
    cell(notebook, cell_with("# Dropout"))["source"].append("\nMy notes.")
    return {NAME: dump(notebook)}
