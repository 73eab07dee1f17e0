"""Which cells of a rebuilt notebook run, which are checks, and which can be left out."""

import ast
from dataclasses import dataclass

from grader.autograde.claims import is_check
from grader.scoring.names import names, parse

SKIP = "skip-in-grading"
"""Tag of the code cells that need not run to grade a lesson."""


@dataclass(frozen=True)
class Step:
    """What to do with one code cell.

    Attributes
    ----------
    kind : str
        ``run``, ``skip``, or ``check``: not run, the answer is asked for from outside.
    exercise : str or None
        Of a check: the id of its exercise.
    name : str or None
        Of a check: what the notebook calls the answer.
    """

    kind: str
    exercise: str | None = None
    name: str | None = None


def plan(notebook):
    """Say what to do with the code cells of a notebook.

    A cell that is marked with `SKIP` runs all the same where one that runs uses a name that only
    such cells bind: a student may build on any cell of the lesson.

    Parameters
    ----------
    notebook : NotebookNode
        As `grader.autograde.rebuild` made it: tags, metadata and the text of checks are the
        instructor's.

    Returns
    -------
    dict of int to Step
        By the cell's place in the notebook, in its order.
    """
    code = {i: cell for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    steps = {place: _step(cell) for place, cell in code.items()}
    found = {p: names(code[p].source) for p, step in steps.items() if step.kind != "check"}
    binders = {}
    for place, own in found.items():
        for name in own.bound:
            binders.setdefault(name, []).append(place)
    waiting = [place for place, step in steps.items() if step.kind == "run"]
    while waiting:
        place = waiting.pop(0)
        for name in sorted(found[place].used & binders.keys()):
            needed = _provider(place, binders[name], steps)
            if needed is not None:
                steps[needed] = Step("run")
                waiting.append(needed)
    return steps


def _provider(place, binders, steps):
    """The skipped cell that must run for a cell's sake: the last above it, else the next below.

    One below may do for a function, which is called when that one has run.
    """
    above = [other for other in binders if other < place]
    below = [other for other in binders if other > place]
    for side in (above[::-1], below):
        if any(steps[other].kind == "run" for other in side):
            return None
        if side:
            return side[0]
    return None


def _step(cell):
    if is_check(cell):
        return _check(cell.source) or Step("run")
    return Step("skip" if SKIP in cell.metadata.get("tags", []) else "run")


def _check(text):
    """What a check cell asks for; None where it is no single call of `check`, but a test."""
    parsed = parse(text)
    body = [each for each in getattr(parsed, "body", ()) if not _is_import(each)]
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        return None
    call = body[0].value
    if _calls(call, "display") and len(call.args) == 1 and not call.keywords:
        call = call.args[0]
    if not _calls(call, "check") or not call.args or not isinstance(call.args[0], ast.Name):
        return None
    answer, *ids = call.args
    ids += [each.value for each in call.keywords if each.arg == "exercise"]
    if len(ids) > 1 or len(ids) + 1 < len(call.args) + len(call.keywords):
        return None
    if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ids):
        return None
    return Step("check", ids[0].value if ids else answer.id, answer.id)


def _is_import(statement):
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _calls(node, name):
    """Whether a node is a call of this name."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
