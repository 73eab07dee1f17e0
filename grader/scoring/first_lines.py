"""A cell that ends in its first lines, as it asks for what only the student's machine has."""

import ast
import re
from dataclasses import dataclass

from grader.autograde.python_text import tree

COLOR = re.compile(r"\x1b\[[0-9;]*m")
AT = re.compile(r"(?:Cell In|<ipython-input)[^\n]*?line (\d+)")
CHAINED = re.compile(r"\n(?:During handling of|The above exception was)[^\n]*\n")
USAGE = re.compile(r"^UsageError: .*$", re.MULTILINE)
GONE = "#"
"""In place of a line that was left out: IPython would drop empty lines, and count otherwise."""

STOPPED = ("KeyboardInterrupt", "CellTimeoutError", "SystemExit")
"""What ends a cell by no fault of its first lines."""

MOST = 5
"""How many lines of a cell are left out."""


@dataclass(frozen=True)
class Mended:
    """A cell without what ended it.

    Attributes
    ----------
    source : str
    line : str
        What was left out.
    reason : str
        How it ended the cell.
    """

    source: str
    line: str
    reason: str


def mended(source, outputs, left_out=()):
    """Leave out the statement that ended a cell, where nothing but imports and magics stand above.

    What ran above it can run once more: that is why no other statement is left out.

    Parameters
    ----------
    source : str
    outputs : list of NotebookNode
        Of the cell that ended.
    left_out : sequence of str
        What was left out of it before: a line that only uses that is left out, too.

    Returns
    -------
    Mended or None
        None where the cell did not end there.
    """
    found = _end(source, outputs)
    parsed = tree(source)
    if found is None or parsed is None:
        return None
    (number, reason), lines = found, source.split("\n")
    number += _empty_above(lines)
    missing = _bound("\n".join(left_out))
    for statement in parsed.body:
        if not _is_head(statement, lines, missing):
            return None
        if statement.lineno <= number <= statement.end_lineno:
            begin, end = statement.lineno - 1, statement.end_lineno
            kept = [*lines[:begin], *[GONE] * (end - begin), *lines[end:]]
            return Mended("\n".join(kept), "\n".join(lines[begin:end]).strip(), reason)
    return None


def _end(source, outputs):
    """The line that ended a cell, and how; None where that is not known."""
    for output in outputs:
        if output.output_type == "error":
            if output.ename in STOPPED:
                return None
            text = COLOR.sub("", "\n".join(output.traceback))
            at = AT.search(CHAINED.split(text)[-1])  # the last one ended the cell
            reason = f"{output.ename}: {output.evalue}".strip().splitlines()[0][:200]
            return (int(at[1]), reason) if at else None
        if output.get("name") == "stderr" and (usage := USAGE.search(output.text)):
            lines = source.split("\n")
            begin = 1 - _empty_above(lines)
            magics = (n for n, line in enumerate(lines, begin) if line.startswith("%"))
            # The message names the magic, which may be the second one.
            named = re.search(r"`%?(\w+)`", usage[0])
            for number in magics:
                if named is None or re.match(rf"%\s*{named[1]}\b", lines[number - begin]):
                    return number, usage[0][:200]
    return None


def _empty_above(lines):
    """How many lines IPython drops at the top of a cell before it counts them."""
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def _is_head(statement, lines, missing):
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return True
    if isinstance(statement, ast.Pass):
        return lines[statement.lineno - 1].startswith("%")
    used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return isinstance(statement, ast.Expr) and bool(used & missing)


def _bound(text):
    """Names that imports give a value."""
    found = set()
    for statement in getattr(tree(text), "body", ()):
        if isinstance(statement, ast.Import | ast.ImportFrom):
            found |= {a.asname or a.name.partition(".")[0] for a in statement.names}
    return found
