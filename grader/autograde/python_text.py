"""What a cell's text defines, found without running it."""

import ast
import re
import warnings

MAX_PARSED = 100_000
"""Characters; a syntax tree takes some hundred times the memory of its text."""
MAGIC = re.compile(r"^([ \t]*)[%!?](?:.*\\\n)*.*$", re.MULTILINE)
CELL_MAGIC = re.compile(r"\s*%%(\w+)")
AS_CELL = {"time", "timeit", "capture", "prun"}
"""Cell magics below which stands what the notebook runs itself."""
BINDING = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)|^(\w+)[ \t]*=[^=]", re.MULTILINE)


def is_foreign(text):
    """Whether a cell is no Python of the notebook's, as under ``%%writefile`` or ``%%bash``."""
    found = CELL_MAGIC.match(text)
    return found is not None and found[1] not in AS_CELL


def tree(text):
    """Parse a cell; lines that only IPython understands count as ``pass``.

    So does a whole cell that is no Python of the notebook's.

    Parameters
    ----------
    text : str

    Returns
    -------
    ast.Module or None
        None where Python would refuse the text, or it is longer than `MAX_PARSED`.
    """
    if len(text) > MAX_PARSED:
        return None
    text = "pass" if is_foreign(text) else text
    # As it is, first: within brackets a line may begin with the operator %.
    for candidate in dict.fromkeys((text, MAGIC.sub(_passed, text))):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(candidate)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def _passed(found):
    """A line that only IPython understands as one that does nothing, of as many lines."""
    return f"{found[1]}pass" + "\n" * found[0].count("\n")


def definitions(text, names=None):
    """Names that a cell's text binds at top level to a function, a class or a value.

    Parameters
    ----------
    text : str
        Text that does not parse is searched for lines that look like definitions.
    names : set of str, optional
        Those that are asked for; all by default.

    Returns
    -------
    dict of str to str or None
        For each name its definition's own lines, None where they cannot be cut out.
    """
    if names is not None and not any(name in text for name in names):
        return {}
    parsed = tree(text)
    if parsed is None:
        bound = {name or value: None for name, value in BINDING.findall(text[:MAX_PARSED])}
        return {name: None for name in bound if names is None or name in names}
    lines, found = text.split("\n"), {}
    for statement in _statements(parsed):
        for name in _bound(statement):
            if names is not None and name not in names:
                continue
            own = statement.col_offset == 0
            part = "\n".join(lines[first_line(statement) : statement.end_lineno]) if own else None
            found[name] = part
    return found


def _statements(module):
    """All statements that run at top level, also those within an ``if``, ``try``, ``with`` ..."""
    waiting = [module]  # no recursion: a chain of elif may be deeper than Python's limit
    while waiting:
        statement = waiting.pop()
        if statement is not module:
            yield statement
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = [getattr(statement, part, []) for part in ("body", "orelse", "finalbody")]
            inner[1:1] = [handler.body for handler in getattr(statement, "handlers", [])]
            waiting += [each for body in inner if isinstance(body, list) for each in body][::-1]


def _bound(statement):
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return []


def first_line(statement):
    """The index of a statement's first line, decorators counted."""
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)]) - 1
