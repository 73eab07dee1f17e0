"""Which cells of a rebuilt notebook run, which are checks, and which can be left out."""

import ast
from dataclasses import dataclass

from grader.autograde.claims import is_answer, is_check
from grader.scoring.names import names, parse

SKIP = "skip-in-grading"
"""Tag of the code cells that need not run to grade a lesson."""

NEVER = "skip-execution"
"""That of Jupyter's own tools for cells that are not run."""


@dataclass(frozen=True)
class Step:
    """What to do with one code cell.

    Attributes
    ----------
    kind : str
        ``run``, ``skip``, or ``check``: not run, the answer is asked for from outside. A ``test``
        is run, and the answers that it has checked are asked for besides.
    exercise : str or None
        Of a check: the id of its exercise.
    name : str or None
        Of a check: what the notebook calls the answer.
    asks : tuple of tuple of str
        Of a test: exercise and name of each answer; none where that cannot be read.
    """

    kind: str
    exercise: str | None = None
    name: str | None = None
    asks: tuple = ()


def plan(notebook):
    """Say what to do with the code cells of a notebook.

    A cell that is marked with `SKIP` or `NEVER` runs all the same where one that runs uses a name
    that only such cells bind: a student may build on any cell of the lesson.

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
    waiting = [place for place, step in steps.items() if step.kind in ("run", "test")]
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
        return _check(cell.source) or _test(cell.source)
    return Step("skip" if _may_be_skipped(cell) else "run")


def _may_be_skipped(cell):
    """Whether a cell is marked; an answer that is not graded by hand has to be there for tests."""
    answers = is_answer(cell) and not cell.metadata["nbgrader"].get("grade")
    return not answers and not {SKIP, NEVER}.isdisjoint(cell.metadata.get("tags", []))


def _check(text):
    """What a check cell asks for; None where there is more in it than a call of `check`."""
    parsed = parse(text)
    body = [each for each in getattr(parsed, "body", ()) if not _is_import(each)]
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        return None
    call = body[0].value
    if _calls(call, "display") and len(call.args) == 1 and not call.keywords:
        call = call.args[0]
    asked = _asked(call)
    return Step("check", *asked) if asked else None


def _test(text):
    """What a test asks for besides: the kernel's own `check` judges nothing."""
    parsed = parse(text)
    calls = [each for each in ast.walk(parsed or ast.Module([], [])) if _calls(each, "check")]
    if not calls:
        return Step("run")
    asks = [_asked(call) for call in calls]
    return Step("test", asks=tuple(dict.fromkeys(asks)) if all(asks) else ())


def _asked(call):
    """Exercise and name of the answer that a call of `check` is about; None for other calls."""
    if not _calls(call, "check") or not call.args or not isinstance(call.args[0], ast.Name):
        return None
    answer, *ids = call.args
    ids += [each.value for each in call.keywords if each.arg == "exercise"]
    if len(ids) > 1 or len(ids) + 1 < len(call.args) + len(call.keywords):
        return None
    if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ids):
        return None
    return ids[0].value if ids else answer.id, answer.id


def _is_import(statement):
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _calls(node, name):
    """Whether a node is a call of this name, or of the package's function of this name."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in (name, f"grader.{name}")
