"""The statements that some names need, out of cells that do much more."""

import ast

IMPORTS = (ast.Import, ast.ImportFrom)


def bindings(text):
    """What the import statements of a cell bind.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to str
        For each name the line that binds it.
    """
    imports = (each for each in _statements(text) if isinstance(each, IMPORTS))
    return dict(pair for statement in imports for pair in _lines(statement))


def only_imports(text):
    """Whether a cell does nothing but import."""
    body = _statements(text)
    return bool(body) and all(isinstance(each, IMPORTS) for each in body)


def statements(text):
    """The top-level statements of a cell, each as its text; the whole where it is no plain Python.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
    """
    lines = text.splitlines()
    spans = [(_first_line(each), each.end_lineno) for each in _statements(text)]
    return ["\n".join(lines[first - 1 : last]) for first, last in spans] or [text]


def _first_line(statement):
    decorators = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _statements(text):
    try:
        return ast.parse(text).body
    except SyntaxError:  # a magic, say
        return []


def _lines(statement):
    for alias in statement.names:
        renamed = f" as {alias.asname}" if alias.asname else ""
        line = f"import {alias.name}{renamed}"
        if isinstance(statement, ast.ImportFrom):
            line = f"from {statement.module} {line}"
        yield alias.asname or alias.name.partition(".")[0], line


def arranged(lines):
    """Put import lines in order: other packages first, then the course's own.

    Names from one module share a line.

    Parameters
    ----------
    lines : iterable of str
        Each binds one name.

    Returns
    -------
    str
    """
    modules = {}
    for line in sorted(set(lines)):
        before, _, name = line.rpartition("import ")
        modules.setdefault(before or line, []).append(name)
    made = [
        f"{key}import {', '.join(own)}" if key[:5] == "from " else key
        for key, own in modules.items()
    ]
    own = [line for line in made if line.split()[1].partition(".")[0] == "grader"]
    groups = ([line for line in made if line not in own], own)
    return "\n\n".join("\n".join(group) for group in groups if group)
