"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "saved by Colab: its own ids in the metadata, format 4.0, an edited cell of the lesson"
EXPECTED = {"says": ["without the changes to them: 1"]}


def mangle(content):
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        cell["metadata"].update(id=cell.pop("id")[::-1], colab={"base_uri": "https://a.example"})
        if "1.0, 200" in "".join(cell["source"]) or cell["source"][0].startswith("activations = {"):
            cell["source"].append("\nprint('mine')")
    notebook["metadata"] = {"colab": {"provenance": []}, "accelerator": "GPU"}
    notebook["nbformat_minor"] = 0
    return {NAME: dump(notebook)}
