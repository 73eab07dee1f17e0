"""Take out of outputs what changes from run to run or from machine to machine."""

import re
import sys
from pathlib import Path

from nbformat import from_dict

from grader.build.lesson import NOTEBOOK_METADATA

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

LOG_LINE = re.compile(
    r"^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d+: [IWEF] "  # TensorFlow's C++ log
    r"|[IWEF]\d{4} \d\d:\d\d:\d+\.\d+ "  # absl's, which TensorFlow uses before it is set up
    r"|WARNING: All log messages before absl::InitializeLog).*\n?",
    re.MULTILINE,
)
CELL_FILE = re.compile(r"[^\s\"'(]*ipykernel_\d+[/\\]\d+\.py")
PICTURE = re.compile(r"(;base64,[\w+/=]+)")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")


def scrub(notebook, root):
    """Make an executed notebook's outputs the same wherever it was executed.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place: log lines with times, paths of this machine, memory addresses, the state
        of widgets (its ids are random) and the interpreter's version go.
    root : Path
        The course directory.
    """
    places = _places(root)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            for holder, key in _texts(output):
                holder[key] = _scrub_text(holder[key], places)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("text") != ""]
    notebook.metadata = from_dict(NOTEBOOK_METADATA)


def _places(root):
    """Folders of this machine and what to write in their place, the most specific first."""
    named = {str(root): ".", sys.prefix: "<python>", sys.base_prefix: "<python>"}
    named[str(Path.home())] = "~"
    named.pop(root.anchor, None)
    return sorted(named.items(), key=lambda item: -len(item[0]))


def _texts(output):
    """Each text of an output, as the mapping or list that holds it and its key."""
    for key in ("text", "evalue"):
        if key in output:
            yield output, key
    for kind, value in output.get("data", {}).items():
        if kind.startswith("text/") and isinstance(value, str):
            yield output.data, kind
    for index in range(len(output.get("traceback", []))):
        yield output.traceback, index


def _scrub_text(text, places):
    """Scrub what stands between pictures: their letters may look like an address by chance."""
    return "".join(
        part if number % 2 else _scrub_words(part, places)
        for number, part in enumerate(PICTURE.split(text))
    )


def _scrub_words(text, places):
    text = LOG_LINE.sub("", text)
    text = CELL_FILE.sub("<cell>", text)
    for folder, name in places:
        text = re.sub(rf"(?<!\w){re.escape(folder)}(?![\w.-])", name, text)
    return ADDRESS.sub("0x...", text)
