"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "VS Code's metadata, another kernel and carriage returns"
EXPECTED = {}


def mangle(content):
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["source"] = [line.replace("\n", "\r\n") for line in cell["source"]]
    kernel = {"name": "tf-2", "display_name": "tf (Python 3.9)", "language": "python"}
    notebook["metadata"] = {"kernelspec": kernel, "vscode": {"interpreter": {"hash": "0" * 64}}}
    return {NAME: dump(notebook)}
