"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump, is_answer, own_cell

CASE = "nothing is left but one cell with all answers"
EXPECTED = {"says": [*["found in another cell"] * 9, "put back"]}


def mangle(content):
    answers = ["".join(c["source"]) for c in json.loads(content)["cells"] if is_answer(c)]
    return {NAME: dump({"cells": [own_cell("\n\n".join(answers))], "nbformat": 4})}
