"""See mangling.py for what a case is."""

import json

from mangling import NAME, cell, cell_with, dump, own_cell, place

CASE = "the student's own cells, with tags, outputs and attachments, one with the stub in it"
EXPECTED = {
    "added": {
        "import math": cell_with("# Dropout"),
        "scale = 2": cell_with("## The backward pass"),
        "%matplotlib inline": cell_with("## The backward pass"),
        "print(dropout_backward)": "dropout_backward",
        "last = 1": cell_with("## Sources"),
    }
}


def mangle(content):
    notebook = json.loads(content)
    tags = {"tags": ["skip-execution", "raises-exception"], "editable": False}
    stub = "".join(cell(notebook, "dropout_backward")["source"][:2])
    at = place(notebook, "dropout_backward")
    notebook["cells"].insert(at + 1, own_cell("print(dropout_backward)", id="added-1"))
    notebook["cells"].insert(at, own_cell("%matplotlib inline", id="added-1"))
    notebook["cells"].insert(at, own_cell("scale = 2", metadata=tags, attachments={"a": {}}))
    notebook["cells"].insert(1, own_cell("import math", outputs=[{"output_type": "bad"}]))
    note = {"cell_type": "markdown", "source": f"My note:\n{stub}", "metadata": {}}
    notebook["cells"] += [own_cell("last = 1"), note, own_cell("  \n")]
    return {NAME: dump(notebook)}
