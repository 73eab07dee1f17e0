"""What a student's process shows, capped and cleaned: it ends in pages that others open.

Text, pictures and errors pass; HTML, scripts, SVG and widgets do not, as only their plain text is
kept.
"""

import base64
import binascii
import re

from nbformat.v4 import new_output

PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
STEERING = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # commands to the terminal, such as its title
    r"|\x1b(?!\[[0-9;]*m)(?:\[[0-?]*[ -/]*[@-~])?"  # escape sequences that set no color
    r"|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
)
MAX_OUTPUTS = 500
MAX_LINE = 20_000
CUT = "\n[The rest of this cell's output was left out: there was too much of it.]\n"


class Outputs:
    """The outputs of one cell, as they come in.

    Parameters
    ----------
    most : int
        Characters that they may have in all.
    """

    def __init__(self, most):
        self._left = most
        self._full = self._clear_first = False
        self.cells = []

    def take(self, kind, content):
        """Take one message of the kernel's.

        Parameters
        ----------
        kind : str
            Its type.
        content : dict
            Whatever came.

        Raises
        ------
        Exception
            Of any type, where the content is not what its kind has.
        """
        if kind == "clear_output":
            self._clear_first = bool(content.get("wait"))
            if not self._clear_first:
                self.cells.clear()
            return
        output = _made(kind, content)
        if output is None:
            return
        if self._clear_first:
            self.cells.clear()
            self._clear_first = False
        self._add(output)

    def _add(self, output):
        if self._full:
            return
        size = len(str(output))
        if size > self._left or len(self.cells) >= MAX_OUTPUTS:
            self._full = True
            if output.output_type == "stream":
                self._append(new_output("stream", name=output.name, text=output.text[: self._left]))
            self._append(new_output("stream", name="stdout", text=CUT))
            return
        self._left -= size
        self._append(output)

    def _append(self, output):
        last = self.cells[-1] if self.cells else None
        both = last is not None and last.output_type == output.output_type == "stream"
        if both and last.name == output.name:
            last.text += output.text
        else:
            self.cells.append(output)


def _made(kind, content):
    """The output that a message describes, None where it describes none that is kept."""
    if kind == "stream":
        name = "stderr" if content["name"] == "stderr" else "stdout"
        return new_output("stream", name=name, text=_text(content["text"]))
    if kind == "error":
        lines = [_text(line)[:MAX_LINE] for line in content["traceback"][:100]]
        name, value = _text(content["ename"])[:200], _text(content["evalue"])[:MAX_LINE]
        return new_output("error", ename=name, evalue=value, traceback=lines)
    if kind == "execute_result":
        return new_output(kind, data=_data(content["data"]), execution_count=None)
    if kind == "display_data":
        return new_output(kind, data=_data(content["data"]))
    return None


def _data(given):
    data = {
        kind: given[kind] for kind, start in PICTURES.items() if _is_picture(given, kind, start)
    }
    if "text/plain" in given:
        data["text/plain"] = _text(given["text/plain"])
    return data


def _is_picture(given, kind, start):
    if not isinstance(given.get(kind), str):
        return False
    try:
        return base64.b64decode(given[kind].replace("\n", ""), validate=True).startswith(start)
    except (binascii.Error, ValueError):
        return False


def _text(value):
    """Text without what no file can hold, and without what steers a terminal, but for colors."""
    if not isinstance(value, str):
        raise TypeError(f"expected text; what came is of type {type(value).__name__}")
    return STEERING.sub("", value.encode("utf-8", "replace").decode())
