"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump, own_cell

CASE = "cells with grading marks of the student's own making"
EXPECTED = {"says": ["grading marks that the lesson does not have"]}


def mangle(content):
    notebook = json.loads(content)
    mark = {"grade_id": "bonus", "grade": True, "locked": True, "solution": False, "points": 50}
    notebook["cells"].append(own_cell("50", metadata={"nbgrader": mark}))
    stray = {"nbgrader": {"grade_id": "dropout_forward_check"}}
    notebook["cells"].append(own_cell("grade = 3", metadata=stray))
    return {NAME: dump(notebook)}
