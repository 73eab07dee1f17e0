"""A digest of the code that an experiment's results come from."""

import ast
import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = ("quote", "exceptions")
"""What a lesson says of a conclusion; no result depends on it."""


def code_of(experiment):
    """Digest of an experiment's module and of all modules of the course that it comes to import.

    Comments, docstrings, layout, pictures, import statements themselves and the lesson's words for
    a conclusion do not count.

    Parameters
    ----------
    experiment : grader.lab.experiment.Experiment

    Returns
    -------
    str
    """
    digest = hashlib.sha256()
    for path in sorted(_reached(_path_of(experiment.__module__))):
        digest.update(f"{path.relative_to(ROOT)}\n{_bare(path)}\n".encode())
    return digest.hexdigest()[:16]


def _reached(path):
    """A file, those that it imports, and so on."""
    found, waiting = set(), [path]
    while waiting:
        path = waiting.pop()
        if path is None or path in found or "plots" in path.parts:
            continue
        found.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [_path_of(alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                waiting += [_path_of(name) for name in names]
    return found


def _path_of(module):
    """The file of a module of the course; None for others, and for packages."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    return path if module.startswith("grader.") and path.is_file() else None


def _bare(path):
    """The code of a file without what does not count, as a tree."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(body := getattr(node, "body", None), list):
            node.body = [statement for statement in body if not _is_idle(statement)]
        if isinstance(node, ast.Call):
            node.keywords = [each for each in node.keywords if each.arg not in WORDS]
    return _in_words(tree)


def _in_words(node):
    """A tree as text that is the same in every version of Python, whatever fields it adds."""
    if isinstance(node, list):
        return f"[{', '.join(map(_in_words, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = [(name, value) for name, value in ast.iter_fields(node) if value not in (None, [])]
    inside = ", ".join(f"{name}={_in_words(value)}" for name, value in fields)
    return f"{type(node).__name__}({inside})"


def _is_idle(node):
    """Whether a statement is an import or a docstring."""
    text = node.value if isinstance(node, ast.Expr) else None
    is_docstring = isinstance(text, ast.Constant) and isinstance(text.value, str)
    return is_docstring or isinstance(node, ast.Import | ast.ImportFrom)
