"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "the notebook is set to R"
EXPECTED = {"says": ["another language"]}


def mangle(content):
    notebook = json.loads(content)
    notebook["metadata"] = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}
    return {NAME: dump(notebook)}
