"""A cell that ends above what others need of it, as by what only the student's machine has."""

import ast
import re
from dataclasses import dataclass

from grader.autograde.python_text import definitions, first_line, tree
from grader.scoring.names import names

COLOR = re.compile(r"\x1b\[[0-9;]*m")
AT = re.compile(r"(?:Cell In|<ipython-input)[^\n]*?line (\d+)")
CHAINED = re.compile(r"\n(?:During handling of|The above exception was)[^\n]*\n")
USAGE = re.compile(r"^UsageError: .*$", re.MULTILINE)
WRAPPED = re.compile(r"\A((?:\s|#\n)*)%%(?:time|capture|prun)\b.*")
CONTINUED = re.compile(r"^[ \t]*[%!](?:[^\n]*\\\n)+[^\n]*", re.MULTILINE)
GONE = "#"
"""In place of a line that was left out: IPython would drop empty lines, and count otherwise."""

FOR_GOOD = ("KeyboardInterrupt", "CellTimeoutError", "NotImplementedError")
"""What ends a cell by no fault of the statement there, or as something is not written yet."""


@dataclass(frozen=True)
class End:
    """How a cell ended early.

    Attributes
    ----------
    reason : str
    line : str
        The statement that ended it; empty where that is not known.
    below : str or None
        The cell without that statement and all above it, which has run; None where there is no use
        in going on.
    lacking : list of str
        What is needed of the cell and was not defined.
    """

    reason: str
    line: str
    below: str | None
    lacking: list


def early_end(source, outputs, needed, expected=frozenset()):
    """Find what ended a cell above something that is needed.

    Parameters
    ----------
    source : str
    outputs : list of NotebookNode
        Of the cell.
    needed : set of str
        Names that others use.
    expected : set of str, optional
        Those that this cell is there for, whether its text has them or not.

    Returns
    -------
    End or None
        None where it did not end early, or lacks nothing.
    """
    found = _end(source, outputs)
    if found is None:
        return None
    number, reason, for_good = found
    lines, place = source.split("\n"), _statement(source, number)
    if place is None:
        bound = (names(source).bound or set(definitions(source))) | expected
        return End(reason, "", None, sorted(bound & needed)) if bound & needed else None
    begin, end = place
    left = _imports_left(source, begin, end)
    parts = lines[:begin], lines[begin:end], [left, *lines[end:]]
    above, at, rest = (names("\n".join(part)) for part in parts)
    needed = (needed | above.used) - above.bound
    lacking = (at.bound | rest.bound | expected) & needed
    if not lacking:
        return None
    goes_on = not for_good and rest.bound & needed
    below = "\n".join([GONE] * (end - 1) + [left or GONE] + lines[end:]) if goes_on else None
    return End(reason, "\n".join(lines[begin:end]).strip(), below, sorted(lacking))


def _imports_left(source, begin, end):
    """Of a line of several imports and nothing else, those after the first.

    Which of them ended the cell is not known, and those that have run may run again.
    """
    here = [each for each in tree(source).body if begin < each.lineno <= each.end_lineno <= end]
    if not all(isinstance(each, ast.Import | ast.ImportFrom) for each in here):
        return ""
    return "; ".join(map(ast.unparse, here[1:]))


def unwrapped(source):
    """A cell without first lines that hide how the rest ends, and that counts lines as we do."""
    source = CONTINUED.sub(_joined, source)
    while (found := WRAPPED.match(source)) is not None:
        source = f"{found[1]}{GONE}{source[found.end() :]}"
    return source


def _joined(found):
    """A magic over several lines in the first of them, as IPython would have it."""
    parts = found[0].split("\\\n")
    return "".join(parts) + f"\n{GONE}" * (len(parts) - 1)


def without_errors(outputs):
    """Outputs without what says how a cell ended."""
    return [each for each in outputs if each.output_type != "error" and not _usage(each)]


def _end(source, outputs):
    """The line that ended a cell, how, and whether for good; None for a whole cell."""
    errors = [each for each in outputs if each.output_type == "error"]
    if errors:
        reason = f"{errors[0].ename}: {errors[0].evalue}".splitlines()[0][:200].rstrip(": ")
        number = next(filter(None, map(_line, errors)), None)
        return number, reason, any(each.ename in FOR_GOOD for each in errors)
    usage = next(filter(None, map(_usage, outputs)), None)
    return (_magic(source, usage[0]), usage[0][:200], False) if usage else None


def _line(error):
    text = COLOR.sub("", "\n".join(error.traceback))
    found = AT.search(CHAINED.split(text)[-1])  # the last one ended the cell
    return int(found[1]) if found else None


def _usage(output):
    """What IPython says of a magic that is not there, or cannot be used so."""
    return USAGE.search(output.text) if output.get("name") == "stderr" else None


def _magic(source, usage):
    """The line of the magic that a message is about; it is named there, or it is the first one."""
    lines = source.split("\n")
    named = re.search(r"`%?(\w+)`", usage)
    for number, line in enumerate(lines, 1 - _empty_above(lines)):
        if line.startswith("%") and (not named or re.match(rf"%\s*{named[1]}\b", line)):
            return number
    return None


def _statement(source, number):
    """Where the statement at a line begins and ends; None where that is not known."""
    parsed = tree(source)
    if number is None or parsed is None:
        return None
    number += _empty_above(source.split("\n"))
    for statement in parsed.body:
        if first_line(statement) < number <= statement.end_lineno:
            return first_line(statement), statement.end_lineno
    return None


def _empty_above(lines):
    """How many lines IPython drops at the top of a cell before it counts them."""
    return next((n for n, line in enumerate(lines) if line.strip()), 0)
