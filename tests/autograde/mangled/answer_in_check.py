"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, dump, read

CASE = "the answer was written into the check cell, above the check"
EXPECTED = {
    "says": ["dropout_backward was found in another cell", "put back: 1"],
}


def mangle(content):
    notebook = json.loads(content)
    answer, check = (cell(notebook, f"dropout_backward{end}") for end in ("", "_check"))
    check["source"] = [*answer["source"], "\n\n", *check["source"]]
    answer["source"] = cell(read("notebooks"), "dropout_backward")["source"]
    return {NAME: dump(notebook)}
