"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "notebook format 3: worksheets, input, no ids, one heading cell"
EXPECTED = {}


def mangle(content):
    cells = json.loads(content)["cells"]
    for cell in cells:
        del cell["id"]
        if cell["cell_type"] == "code":
            cell.pop("execution_count")
            cell.update(input=cell.pop("source"), language="python", prompt_number=3)
    cells.append({"cell_type": "heading", "level": 2, "source": "The end", "metadata": {}})
    sheets = [{"cells": cells[:40]}, {"cells": cells[40:], "metadata": {}}]
    return {NAME: dump({"metadata": {"name": ""}, "nbformat": 3, "worksheets": sheets})}
