"""What an exercise asks for: the arguments of its function, or of the methods of its class."""

import ast

from grader.autograde.python_text import tree

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def is_asked_otherwise(stub, before, answer):
    """Tell whether a new stub asks for other arguments than an answer was written for.

    Parameters
    ----------
    stub : str
        The exercise's cell in the new version.
    before : str or None
        The same in the version that was answered; None where it is not known.
    answer : str
        The learner's.

    Returns
    -------
    bool
        False where the answer fits already, whatever the earlier version asked for.
    """
    wanted, asked = _signatures(stub), _signatures(before or "")
    written = _signatures(answer)
    names = [name for name in wanted if written.get(name) != wanted[name]]
    return any(before is None or asked.get(name) != wanted[name] for name in names)


def _signatures(text):
    """Arguments by name, for functions and for methods as ``Class.method``."""
    parsed, found = tree(text), {}
    for statement in parsed.body if parsed else ():
        if isinstance(statement, _FUNCTIONS):
            found[statement.name] = ast.unparse(statement.args)
        elif isinstance(statement, ast.ClassDef):
            found[statement.name] = ""
            for each in statement.body:
                if isinstance(each, _FUNCTIONS):
                    found[f"{statement.name}.{each.name}"] = ast.unparse(each.args)
    return found
